// The fields of a request, by their definitions in protocol.gen.h. The twin of decodeField in
// protocol/codec.ts. No Arduino.
#pragma once
#include "command.h"
#include "stage.h"

// Reads `word` as the field number `definition` into value `i` of the command.
ErrorCode field_read(Command &command, uint8_t i, uint8_t definition, char *word);

// Whether it may be left out at the end of a line.
bool field_may_lack(uint8_t definition);

ErrorCode field_number(const char *word, int16_t least, uint32_t most, uint32_t &value);
// The index of a word in a list in flash, or -1.
int8_t field_word(const char *list, const char *word);
// The value of a digit, or -1.
int8_t field_hex(char digit);
