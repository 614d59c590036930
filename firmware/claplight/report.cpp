#include "report.h"
#include "board.h"
#include "clock.h"
#include "crc.h"
#include "memory.h"
#include "programme.h"
#include <string.h>

#define TEXT_OF(number) #number
#define TEXT(number) TEXT_OF(number)

static const char OK[] PROGMEM = "ok";
static const char ERROR[] PROGMEM = "error";
static const char NOTHING[] PROGMEM = "-";
static const char END[] PROGMEM = "end 0 0 0 0";
static const char GAP[] PROGMEM = "gap 0 0 0 0";
static const char TRUTH_SIGNS[] PROGMEM = TRUTHS;
static const char GREETING[] PROGMEM =
    TEXT(PROTOCOL_VERSION) " " FIRMWARE_VERSION " " TEXT(LIMIT_TALKS) " " TEXT(LIMIT_SCORES) " "
    TEXT(LIMIT_CUES) " " TEXT(LINE_LIMIT) " " TEXT(LIMIT_BYTES) " " TEXT(DATA_LIMIT) " " TEXT(
        LIMIT_CUES_IN_SCORE);

static uint16_t crc;

static void put(char c) {
  crc = crc_add(crc, c);
  port_write(c);
}

static void space() {
  put(' ');
}

static void put_text(const char *text) {
  while (char c = pgm_read_byte(text++)) put(c);
}

static void begin(const char *text) {
  crc = CRC_START;
  put_text(text);
}

static void report_text(const char *text) {
  space();
  put_text(text);
}

char report_digit(uint8_t nibble) {
  return nibble < 10 ? '0' + nibble : 'A' - 10 + nibble;
}

static void put_hex(uint16_t number) {
  for (uint8_t i = 0; i < 4; i++, number <<= 4) put(report_digit(number >> 12));
}

void report_push(Push push) {
  crc = CRC_START;
  put('!');
  report_word(PUSH_NAMES, push);
}

void report_ok(uint16_t tag) {
  begin(OK);
  report_number(tag);
}

void report_error(uint16_t tag, ErrorCode code) {
  begin(ERROR);
  if (tag == NO_TAG) report_text(NOTHING);
  else report_number(tag);
  report_word(ERROR_NAMES, code);
}

void report_end() {
  uint16_t sum = crc;
  put('*');
  put_hex(sum);
  put('\n');
}

// What is told of the clock has eleven digits: it begins anew after 2^36 ms, which is two years.
#define CLOCK_HIGH 0x0F
#define BILLION 1000000000UL
static const uint32_t POWERS[] PROGMEM = {BILLION, 100000000UL, 10000000UL, 1000000UL, 100000UL,
                                          10000UL, 1000UL,      100UL,      10UL,      1UL};

// By subtraction, which is ten times as quick here as dividing. `all`: the digits after billions.
static void put_count(uint32_t count, bool all) {
  for (uint8_t i = all; i < sizeof POWERS / sizeof POWERS[0]; i++) {
    uint32_t power;
    memcpy_P(&power, &POWERS[i], sizeof power);
    char digit = '0';
    for (; count >= power; count -= power) digit++;
    all = all || digit > '0' || power == 1;
    if (all) put(digit);
  }
}

void report_count(uint32_t count) {
  space();
  put_count(count, false);
}

void report_number(uint16_t number) {
  report_count(number);
}

static void report_less(uint32_t count) {
  space();
  put('-');
  put_count(count, false);
}

void report_signed(int16_t number) {
  if (number < 0) report_less(-number);
  else report_number(number);
}

void report_time(const Time &time) {
  uint8_t high = time.high & CLOCK_HIGH, billions = 0;
  uint32_t low = time.low;
  for (; high > 0 || low >= BILLION; low -= BILLION, billions++)
    if (low < BILLION) high--;
  space();
  if (billions > 0) put_count(billions, false);
  put_count(low, billions > 0);
}

void report_word(const char *words, uint8_t index) {
  while (index--) {
    while (pgm_read_byte(words++)) {
    }
  }
  report_text(words);
}

void report_kind(uint8_t kind) {
  report_word(LOG_NAMES, kind);
}

void report_result(ErrorCode code) {
  if (code == ACCEPTED) report_text(OK);
  else report_word(ERROR_NAMES, code);
}

void report_greeting() {
  report_text(GREETING);
  report_number(FEATURE_MOMENTS | (board_watchdog() ? FEATURE_WATCHDOG : 0));
}

void report_boot() {
  report_number(memory.boot);
  report_word(STARTED_NAMES, memory.started);
  space();
  put_hex(programme_crc());
}

void report_stage() {
  const Anchors &at = memory.stage.at;
  Time now = clock_now();
  report_number(memory.stage.rev);
  report_word(STATE_NAMES, at.state);
  report_number(at.talk);
  report_time(now);
  if (stage_clocked(at)) report_count(stage_elapsed(at, now.low));
  else report_text(NOTHING);
  report_signed(at.granted);
  space();
  put(pgm_read_byte(&TRUTH_SIGNS[memory.truth]));
}

void report_position(uint32_t elapsed, int16_t granted) {
  elapsed -= granted * 1000L;
  // Below nothing is only what was granted more than has passed, an hour at most.
  if (elapsed > LONGEST_ELAPSED + GRANT_LIMIT * 1000UL) report_less(-elapsed);
  else report_count(elapsed);
}

void report_entry(uint8_t behind) {
  const Entry &entry = log_read(behind);
  report_number(log_number(behind));
  report_kind(entry.kind);
  report_number(entry.rev);
  report_number(entry.talk);
  report_time(entry.clock);
  report_signed(entry.value);
}

void report_log_end() {
  report_number(memory.log_newest);
  report_text(END);
}

void report_log_gap() {
  report_number(log_number(log_held()));
  report_text(GAP);
}
