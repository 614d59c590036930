#include "button.h"
#include "compact.h"
#include "pins.h"
#include "settings.h"
#include "trial.h"

#define DEBOUNCE 30
#define LONG 1000
#define VERY_LONG 3000
// The lamp test lights one lamp after the other for so many seconds.
#define TEST_SECONDS 1

static struct Button {
  bool pressed;
  bool acted;  // this press has had its effect
  uint8_t bouncing;
  ShortTick since;
  bool testing;
  bool awake;  // not only waiting for a press
  uint8_t test_lamp;
  ShortTick test_due;
} variables;

void button_begin(bool cold) {
  Button &button = base(variables);
  button.pressed = button.acted = pins_pressed();
  button.testing = cold && button.pressed;
  button.test_lamp = LAMP_GREEN;
  button.awake = true;
}

static void test(Button &button, ShortTick now) {
  uint8_t lamp = button.test_lamp, present = settings_get(SETTING_LAMPS);
  button.test_lamp = lamp << 1;
  button.test_due = now;
  if (lamp > LAMP_BLUE) {
    button.testing = false;
    trial_buzzer(SOUND_SINGLE);
  } else if (lamp & present) {
    button.testing = trial_lamps(lamp, TEST_SECONDS) == ACCEPTED;
    button.test_due += TEST_SECONDS * 1000;
  }
}

static void hold(Button &button, uint16_t length) {
  State state = memory.stage.at.state;
  if (length < (state == STATE_CLOSED ? VERY_LONG : LONG)) return;
  button.acted = true;
  podium_press(state == STATE_STANDBY   ? EVENT_SKIP
               : state == STATE_RUNNING ? EVENT_HOLD
               : state == STATE_HELD    ? EVENT_START
                                        : EVENT_REOPEN);
}

static void turn(Button &button, ShortTick now) {
  button.pressed = !button.pressed;
  if (button.pressed) {
    button.acted = false;
    button.since = now - DEBOUNCE;
  } else if (!button.acted && (ShortTick)(now - DEBOUNCE - button.since) < LONG) {
    podium_press(EVENT_GO);
  }
}

OUT_OF_LINE static void run(ShortTick now) {
  Button &button = base(variables);
  if (!podium_ready()) return;
  if (button.testing && tick_reached(button.test_due, now)) test(button, now);
  if (pins_pressed() == button.pressed) button.bouncing = 0;
  else if (++button.bouncing >= DEBOUNCE) turn(button, now);
  if (button.pressed && !button.acted) hold(button, now - button.since);
  button.awake = button.pressed || button.bouncing || button.testing;
}

bool button_tick(ShortTick now) {
  if (!variables.awake && !pins_pressed()) return false;
  run(now);
  return true;
}
