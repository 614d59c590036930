// The settings: wiring, sound, trim. Two copies in the EEPROM are written in turn. No Arduino.
#pragma once
#include "protocol.gen.h"
#include "stage.h"

// Reads them from the EEPROM, or takes the start values. Only while the store is idle.
void settings_begin();
int16_t settings_get(Setting setting);
// Changes a setting and begins to write it; or why not. Only while the store is idle.
ErrorCode settings_set(Setting setting, int16_t value);
