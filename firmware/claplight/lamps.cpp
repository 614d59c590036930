#include "lamps.h"
#include "pins.h"
#include "settings.h"
#include "wiring.h"
#include <util/atomic.h>

// Writes the lamps of one port in one go. The buzzer's interrupt may write to the same port.
static void write_port(uint8_t port, uint8_t set) {
  uint8_t on = 0, all = 0;
  for (uint8_t i = 0; i < PIN_LAMPS; i++, set >>= 1) {
    const Pin &pin = pins_at(i);
    if (pin.port != port) continue;
    all |= pin.mask;
    if (set & 1) on |= pin.mask;
  }
  volatile uint8_t *output = portOutputRegister(port);
  ATOMIC_BLOCK(ATOMIC_RESTORESTATE) { *output = (*output & ~all) | on; }
}

void lamps_write(uint8_t set) {
  if (settings_get(SETTING_ACTIVE_LOW)) set = ~set;
  uint8_t last = 0;
  for (uint8_t i = 0; i < PIN_LAMPS; i++) {
    uint8_t port = pins_at(i).port;
    // Once is enough for lamps that are neighbours on a port; twice does no harm.
    if (port != 0 && port != last) write_port(port, set);
    last = port;
  }
}
