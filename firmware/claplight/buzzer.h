// The buzzer: an active one is switched, a passive one swings by itself.
#pragma once

// Takes the pin that pins_begin has wired.
void buzzer_begin();
void buzzer_write(bool on);
