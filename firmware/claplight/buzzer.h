// The buzzer: an active one is switched, a passive one swings by itself.
#pragma once

void buzzer_begin();
void buzzer_write(bool on);
