// Lines from the host: gathered byte by byte, checked, and taken apart into a command. No Arduino.
#pragma once
#include "stage.h"

const uint8_t COMMAND_VALUES = 5;

struct Command {
  uint16_t tag;  // NO_TAG if it could not be read
  Request request;
  // Numbers and the indices of words, in the order of the request's fields. For hex digits: the
  // number they make; for those of `data` how many bytes they are, which are at `bytes`.
  int16_t values[COMMAND_VALUES];
  // The one number that may be left out and that is longer.
  bool timed;
  uint32_t time;
  uint8_t *bytes;
};

// Takes a byte; true when a line is complete, which then waits to be read. Empty lines never are.
bool reader_take(uint8_t byte);
// Reads the line and forgets it: ACCEPTED, or why it is no command.
ErrorCode reader_read(Command &command);
