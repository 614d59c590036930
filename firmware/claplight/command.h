// What a line from the host asks for, taken apart. No Arduino.
#pragma once
#include "protocol.gen.h"

// In the place of a tag that could not be read.
const uint16_t NO_TAG = 0;

struct Command {
  uint16_t tag;
  uint16_t line;  // CRC of the line: no other request of this tag has the same
  Request request;
  // Numbers and the indices of words, by the names that protocol.gen.h gives to the fields of each
  // request. For hex digits: the number they make; for those of `data` how many bytes they are,
  // which are at `bytes`.
  int16_t values[COMMAND_VALUES];
  // The one number that may be `-` and that is longer; of a clock the low 32 bits.
  bool timed;
  uint32_t time;
  uint8_t *bytes;
};
