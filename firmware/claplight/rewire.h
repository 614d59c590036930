// Makes the hardware what the settings say. No Arduino.
#pragma once

// `pins`: the wiring, and not only trim or sound.
void rewire(bool pins);
