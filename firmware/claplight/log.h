// What happened lately: the last LOG_LENGTH events and cues, in memory that a reset leaves alone,
// for a host that was not listening. Their numbers are in Memory. No Arduino.
#pragma once
#include "instants.h"
#include "protocol.gen.h"

struct Entry {
  uint16_t rev;
  uint8_t talk;
  LogKind kind;
  Time clock;
  int16_t value;  // cue: its number; grant: seconds
};

// Of the stage as it is at `now`.
void log_add(LogKind kind, int16_t value, const Time &now);
// How many entries are remembered.
uint8_t log_held();
// How many entries came after a number, of 0 all that ever were; more than are remembered if some of
// them are forgotten. Numbers go from 1 to 65535 and begin again with 1.
uint16_t log_behind(uint16_t since);
// The newest entry is 1 behind, the oldest log_held(); and its number.
const Entry &log_read(uint8_t behind);
uint16_t log_number(uint8_t behind);
