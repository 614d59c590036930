#include "reader.h"
#include "crc.h"
#include "fields.h"
#include "report.h"

// Room for the carriage return that may stand before the line end.
static char line[LINE_LIMIT + 1];
static uint8_t length;  // LINE_LIMIT + 2: too long, the rest is dropped
#define TOO_LONG (LINE_LIMIT + 2)
// A star and four hex digits.
#define CHECKSUM 5

bool reader_take(uint8_t byte) {
  if (byte != '\n') {
    if (length < sizeof line) line[length++] = byte;
    else length = TOO_LONG;
    return false;
  }
  if (length != TOO_LONG && length > 0 && line[length - 1] == '\r') length--;
  return length > 0;
}

// Cuts the checksum off; whether it was right and all before it printable.
static bool unframe(uint16_t &checked) {
  uint8_t body = length - CHECKSUM;
  if (length <= CHECKSUM || line[body] != '*') return false;
  uint16_t crc = CRC_START;
  for (uint8_t i = 0; i < body; i++) {
    if (line[i] < ' ' || line[i] > '~') return false;
    crc = crc_add(crc, line[i]);
  }
  line[body] = 0;
  checked = crc;
  for (uint8_t i = body + 1; i < length; i++, crc <<= 4)
    if (line[i] != report_digit(crc >> 12)) return false;
  return true;
}

// Ends the word at `at` and gives where the next one begins, or none.
static char *next_word(char *at) {
  while (*at != ' ') {
    if (*at == 0) return 0;
    at++;
  }
  *at = 0;
  return at + 1;
}

// Too few or too many fields count more than what is wrong with one.
static ErrorCode read_fields(Command &command, char *at) {
  uint8_t field = pgm_read_byte(&REQUEST_STARTS[command.request]);
  uint8_t end = pgm_read_byte(&REQUEST_STARTS[command.request + 1]);
  ErrorCode first = ACCEPTED;
  for (uint8_t i = 0; field < end; i++, field++) {
    uint8_t definition = pgm_read_byte(&REQUEST_FIELDS[field]);
    if (!at) return field_may_lack(definition) && field + 1 == end ? first : ERROR_SYNTAX;
    char *next = next_word(at);
    ErrorCode code = field_read(command, i, definition, at);
    if (first == ACCEPTED) first = code;
    at = next;
  }
  return at ? ERROR_SYNTAX : first;
}

static ErrorCode read_tag(Command &command, const char *word) {
  uint32_t tag;
  ErrorCode code = field_number(word, 1, TAG_LIMIT, tag);
  command.tag = code == ACCEPTED ? tag : NO_TAG;
  return code;
}

static ErrorCode read_body(Command &command) {
  char *name = next_word(line);
  ErrorCode tagged = read_tag(command, line);
  if (!name) return ERROR_SYNTAX;
  char *fields = next_word(name);
  int8_t request = field_word(REQUEST_NAMES, name);
  if (request < 0) return ERROR_SYNTAX;
  command.request = (Request)request;
  ErrorCode code = read_fields(command, fields);
  return code == ACCEPTED ? tagged : code;
}

ErrorCode reader_read(Command &command) {
  command.tag = NO_TAG;
  ErrorCode code = ERROR_CHECKSUM;
  if (length > LINE_LIMIT) code = ERROR_LONG;
  else if (unframe(command.line)) code = read_body(command);
  length = 0;
  return code;
}
