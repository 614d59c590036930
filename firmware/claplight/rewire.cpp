#include "rewire.h"
#include "button.h"
#include "buzzer.h"
#include "clock.h"
#include "display.h"
#include "pins.h"
#include "podium.h"
#include "settings.h"

void rewire(bool pins) {
  clock_trim(settings_get(SETTING_TRIM));
  if (pins) {
    display_end();
    pins_begin();
    buzzer_begin();
    display_begin();
    button_begin(false);
  }
  podium_play();
}
