#include "button.h"
#include "pins.h"
#include "settings.h"
#include "trial.h"

#define DEBOUNCE 30
#define LONG 1000
#define VERY_LONG 3000
// The lamp test lights one lamp after the other for so many seconds.
#define TEST_SECONDS 1

static bool pressed;
static bool acted;  // this press has had its effect
static uint8_t bouncing;
static ShortTick since;
static bool testing;
static uint8_t test_lamp;
static ShortTick test_due;
static bool awake;  // not only waiting for a press

void button_begin(bool cold) {
  pressed = acted = pins_pressed();
  testing = cold && pressed;
  test_lamp = LAMP_GREEN;
  awake = true;
}

static void test(ShortTick now) {
  uint8_t lamp = test_lamp, present = settings_get(SETTING_LAMPS);
  test_lamp = lamp << 1;
  test_due = now;
  if (lamp > LAMP_BLUE) {
    testing = false;
    trial_buzzer(SOUND_SINGLE);
  } else if (lamp & present) {
    testing = trial_lamps(lamp, TEST_SECONDS) == ACCEPTED;
    test_due += TEST_SECONDS * 1000;
  }
}

// Only a very long press does something then: a shorter one is refused, however long.
static bool closed() {
  return memory.stage.at.state == STATE_CLOSED;
}

static void hold(uint16_t length) {
  State state = memory.stage.at.state;
  if (length < (closed() ? VERY_LONG : LONG)) return;
  acted = true;
  podium_press(state == STATE_STANDBY   ? EVENT_SKIP
               : state == STATE_RUNNING ? EVENT_HOLD
               : state == STATE_HELD    ? EVENT_START
                                        : EVENT_REOPEN);
}

static void turn(ShortTick now) {
  pressed = !pressed;
  if (pressed) {
    acted = false;
    since = now - DEBOUNCE;
  } else if (!acted && ((ShortTick)(now - DEBOUNCE - since) < LONG || closed())) {
    podium_press(EVENT_GO);
  }
}

static void run(ShortTick now) {
  if (!podium_ready()) return;
  if (testing && tick_reached(test_due, now)) test(now);
  if (pins_pressed() == pressed) bouncing = 0;
  else if (++bouncing >= DEBOUNCE) turn(now);
  if (pressed && !acted) hold(now - since);
  awake = pressed || bouncing || testing;
}

bool button_tick(ShortTick now) {
  if (!awake && !pins_pressed()) return false;
  run(now);
  return true;
}
