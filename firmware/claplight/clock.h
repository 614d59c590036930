// The podium's clock: milliseconds from a 1 kHz timer interrupt, trimmed, never early, and stamped
// in memory that a reset does not clear.
#pragma once
#include "instants.h"

// The time before a reset; false if no stamp of it is whole. Call before clock_begin.
bool clock_stamp(Time &stamp);
// Starts the clock at `start`.
void clock_begin(const Time &start);

Time clock_now();
ShortTick clock_short();
// The same as clock_now, with the microseconds beyond it, in steps of 4.
Time clock_precise(uint16_t &us);

// Correction of the clock in ppm, from now on: positive makes it faster.
void clock_trim(int16_t ppm);

// Whether more than half of the present millisecond is left.
bool clock_early();

// Whether clock_ticked would say so.
bool clock_waiting();
// Whether a millisecond has begun; true once for each. Corrects the clock when it is due.
bool clock_ticked();
