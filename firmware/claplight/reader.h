// Lines from the host: gathered byte by byte, checked, and taken apart into a command. No Arduino.
#pragma once
#include "command.h"
#include "stage.h"

// Takes a byte; true when a line is complete, which then waits to be read. Empty lines never are.
bool reader_take(uint8_t byte);
// Reads the line and forgets it: ACCEPTED, or why it is no command.
ErrorCode reader_read(Command &command);
