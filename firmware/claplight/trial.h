// Trying things out: practice, lamps and buzzer, mute. Ends with the next event. No Arduino.
#pragma once
#include "podium.h"

ErrorCode trial_practise(uint8_t score, uint16_t cue, uint8_t seconds);
ErrorCode trial_lamps(uint8_t set, uint8_t seconds);
ErrorCode trial_buzzer(Sound sound);
void trial_mute(bool on);
