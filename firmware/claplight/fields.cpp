#include "fields.h"
#include <string.h>

#define DIGITS_LIMIT 11

ErrorCode field_number(const char *word, int16_t least, uint32_t most, uint32_t &value) {
  bool negative = *word == '-', beyond = false;
  if (negative) {
    word++;
    most = least < 0 ? -least : 0;
  }
  uint8_t digits = 0;
  for (value = 0; *word; digits++) {
    uint8_t digit = *word++ - '0';
    if (digit > 9) return ERROR_SYNTAX;
    beyond = beyond || value > UINT32_MAX / 10 - 1;
    value = value * 10 + digit;
  }
  if (digits == 0 || digits > DIGITS_LIMIT) return ERROR_SYNTAX;
  beyond = beyond || value > most || (least > 0 && value < (uint16_t)least);
  if (negative) value = -value;
  return beyond ? ERROR_RANGE : ACCEPTED;
}

int8_t field_word(const char *list, const char *word) {
  for (int8_t index = 0; pgm_read_byte(list); index++) {
    const char *at = word;
    bool same = true;
    char c;
    while ((c = pgm_read_byte(list++))) {
      same = same && c == *at;
      if (same) at++;
    }
    if (same && *at == 0) return index;
  }
  return -1;
}

int8_t field_hex(char digit) {
  if (digit >= '0' && digit <= '9') return digit - '0';
  if (digit >= 'A' && digit <= 'F') return digit - 'A' + 10;
  return -1;
}

// Makes bytes of the digits, in their own place, and of the last four a number.
static ErrorCode read_hex(Command &command, uint8_t least, uint8_t most, char *word,
                          int16_t &value) {
  uint8_t digits = strlen(word);
  if (digits < least || digits > most || digits & 1) return ERROR_SYNTAX;
  uint16_t number = 0;
  uint8_t *bytes = (uint8_t *)word;
  command.bytes = bytes;
  for (uint8_t count = 0; count < digits; count++) {
    int8_t digit = field_hex(word[count]);
    if (digit < 0) return ERROR_SYNTAX;
    number = number << 4 | digit;
    if (count & 1) *bytes++ = number;
  }
  value = least == most ? number : digits / 2;
  return ACCEPTED;
}

bool field_may_lack(uint8_t definition) {
  uint8_t kind = pgm_read_byte(&FIELDS[definition].kind);
  return kind == FIELD_CLOCK || kind == FIELD_COUNT;
}

ErrorCode field_read(Command &command, uint8_t i, uint8_t definition, char *word) {
  FieldDefinition field;
  memcpy_P(&field, &FIELDS[definition], sizeof field);
  int16_t &value = command.values[i];
  if (field.kind == FIELD_HEX) return read_hex(command, field.least, field.most, word, value);
  if (field.kind == FIELD_WORD) {
    value = field_word(field.words, word);
    return value < 0 ? ERROR_RANGE : ACCEPTED;
  }
  uint32_t number = 0;
  bool clock = field.kind == FIELD_CLOCK, timed = clock || field.kind == FIELD_TIME;
  bool absent = (timed || field.kind == FIELD_COUNT) && strcmp(word, "-") == 0;
  ErrorCode code = absent ? ACCEPTED : field_number(word, field.least, field.most, number);
  // What is too long for 32 bits has come round in them, as the clock has.
  if (clock && code == ERROR_RANGE && *word != '-') code = ACCEPTED;
  if (timed) {
    command.timed = !absent;
    command.time = number;
  }
  value = number;
  return code;
}
