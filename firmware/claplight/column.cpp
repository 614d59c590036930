#include "column.h"

#if ONSET_LIMIT != 2
#error "written for two onsets"
#endif

static ShortTick since(const Column &column, uint8_t onset, ShortTick now) {
  return now - column.onsets[onset];
}

Wait column_light(Column &column, uint8_t wanted, ShortTick now) {
  // What has left the window limits nothing, and must be forgotten before 16 bits come round.
  while (column.count > 0 && since(column, 0, now) >= ONSET_WINDOW) {
    column.onsets[0] = column.onsets[1];
    column.count--;
  }
  if (wanted & ~column.lit) {
    bool merged = column.count > 0 && !column.interrupted && since(column, column.count - 1, now) < ONSET_MERGE;
    if (!merged && column.count == ONSET_LIMIT) wanted &= column.lit;
    else if (!merged) {
      column.onsets[column.count++] = now;
      column.interrupted = false;
    }
  }
  column.lit = wanted;
  return column.count > 0 ? ONSET_WINDOW - since(column, 0, now) : LONGEST_WAIT;
}

bool column_same_onsets(const Column &one, const Column &other) {
  if (one.count != other.count) return false;
  for (uint8_t i = 0; i < one.count; i++)
    if (one.onsets[i] != other.onsets[i]) return false;
  return true;
}

void column_resume(Column &column, ShortTick ms) {
  column.lit = 0;
  column.interrupted = true;
  for (uint8_t i = 0; i < column.count; i++) column.onsets[i] += ms;
}
