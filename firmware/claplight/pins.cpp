#include "pins.h"
#include "settings.h"
#include "wiring.h"

static_assert((uint8_t)SETTING_PIN_BUTTON - SETTING_PIN_GREEN == PIN_BUTTON, "their order");

static Pin pins[PIN_COUNT];
static volatile uint8_t *button_input;  // read every millisecond

const Pin &pins_at(uint8_t pin) {
  return pins[pin];
}

// Whether a lamp is there; the others always are.
static bool present(uint8_t pin) {
  return pin >= PIN_LAMPS || settings_get(SETTING_LAMPS) >> pin & 1;
}

static void set(volatile uint8_t *port, uint8_t mask, bool high) {
  if (high) *port |= mask;
  else *port &= ~mask;
}

static void make(const Pin &pin, bool output, bool high) {
  set(portOutputRegister(pin.port), pin.mask, high);
  set(portModeRegister(pin.port), pin.mask, output);
}

void pins_begin() {
  // No interrupt may come between reading and writing a port.
  uint8_t interrupts = SREG;
  cli();
  for (uint8_t i = 0; i < PIN_COUNT; i++) {
    Pin &pin = pins[i];
    if (pin.port) make(pin, false, false);
    pin.port = 0;
    if (!present(i)) continue;
    uint8_t number = settings_get((Setting)(SETTING_PIN_GREEN + i));
    pin.port = digitalPinToPort(number);
    pin.mask = digitalPinToBitMask(number);
    // The level comes before the direction: no output begins with a flash. The button is pulled up.
    bool dark = settings_get(SETTING_ACTIVE_LOW) && i < PIN_LAMPS;
    make(pin, i != PIN_BUTTON, dark || i == PIN_BUTTON);
  }
  SREG = interrupts;
  button_input = portInputRegister(pins[PIN_BUTTON].port);
}

bool pins_pressed() {
  return !(*button_input & pins[PIN_BUTTON].mask);
}
