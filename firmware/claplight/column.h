// The column of lamps and the limit on how often it may light up: at most ONSET_LIMIT onsets in any
// ONSET_WINDOW, whatever is asked of it. The twin of protocol/column.ts. No Arduino.
#pragma once
#include "rhythm.h"

struct Column {
  uint8_t lit;
  uint8_t count;  // of onsets that are remembered, oldest first
  ShortTick onsets[ONSET_LIMIT];
  bool interrupted;  // dark by a reset: what lights up is no part of the onset before
};

// Lights `wanted`, or as much of it as is allowed; says in how long to ask again.
Wait column_light(Column &column, uint8_t wanted, ShortTick now);
// Whether two remember the same onsets.
bool column_same_onsets(const Column &one, const Column &other);
// The same onsets after a reset that took `ms` of the clock, which says nothing of how long it took:
// they count as if it had taken no time. All lamps are dark.
void column_resume(Column &column, ShortTick ms);
