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
const Entry &log_read(uint16_t number);
