#include "buzzer.h"
#include "pins.h"
#include "settings.h"
#include "wiring.h"
#include <util/atomic.h>

// A passive buzzer is swung by timer 1, which all the boards have; the core's tone() would take
// half a kilobyte.
#define SWING_COUNTS (F_CPU / 8 / (2 * WIRING_BUZZER_HZ))

static volatile uint8_t *port;
static uint8_t mask;

ISR(TIMER1_COMPA_vect) {
  *port ^= mask;
}

void buzzer_begin() {
  const Pin &pin = pins_at(PIN_BUZZER);
  port = portOutputRegister(pin.port);
  mask = pin.mask;
  TCCR1A = 0;
  TCCR1B = _BV(WGM12) | _BV(CS11);
  OCR1A = SWING_COUNTS - 1;
}

void buzzer_write(bool on) {
  TIMSK1 = on && settings_get(SETTING_BUZZER) ? _BV(OCIE1A) : 0;
  ATOMIC_BLOCK(ATOMIC_RESTORESTATE) {
    if (on) *port |= mask;
    else *port &= ~mask;
  }
}
