// The one button: short is go, on release; long is hold, go on or skip; very long opens a closed
// stage. Held while the power comes, it shows lamps and buzzer. No Arduino.
#pragma once
#include "instants.h"

// `cold`: the power has come.
void button_begin(bool cold);
// Every millisecond: whether anything is going on.
bool button_tick(ShortTick now);
