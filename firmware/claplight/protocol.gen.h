// Made from protocol/ by `npm run generate`. Do not edit.
#pragma once
#include <stdint.h>

#ifdef __AVR__
#include <avr/pgmspace.h>
#else
#define PROGMEM
#define pgm_read_byte(address) (*(const uint8_t *)(address))
#define pgm_read_word(address) (*(const uint16_t *)(address))
#define memcpy_P memcpy
#endif

#define PROTOCOL_VERSION 2
#define FIRMWARE_VERSION "0.2.0"
#define BAUD_RATE 57600UL
#define LINE_LIMIT 60
#define DATA_LIMIT 20
#define TAG_LIMIT 9999
#define ERROR_REPLIES_A_SECOND 20
#define BEAT_PERIOD 2000
#define KEPT_REPLIES 4
#define LOG_LENGTH 32

#define FEATURE_MOMENTS 1
#define FEATURE_WATCHDOG 2

#define LIMIT_TALKS 64
#define LIMIT_SCORES 9
#define LIMIT_CUES 54
#define LIMIT_CUES_IN_SCORE 16
#define LIMIT_BYTES 457

#define LAYOUT_VERSION 2
#define LAYOUT_HEAD 4
#define LAYOUT_TALK 3
#define LAYOUT_SCORE 5
#define LAYOUT_CUE 4

#define DUE_UNIT 100

#define DUE_BITS 21

#define TALK_SILENT 16
#define TALK_NO_FLASH 32

#define LAMP_GREEN 1
#define LAMP_AMBER 2
#define LAMP_RED 4
#define LAMP_BLUE 8

enum Announcement : uint8_t {
  ANNOUNCEMENT_NONE,
  ANNOUNCEMENT_BLINK,
  ANNOUNCEMENT_WINK_GREEN,
  ANNOUNCEMENT_WINK_AMBER,
  ANNOUNCEMENT_WINK_RED,
  ANNOUNCEMENT_COUNT
};

#define BLINK_PERIOD 1000
#define BLINK_LASTS 5000
#define WINK_PERIOD 4000
#define WINK_LASTS 100
#define ONSET_WINDOW 1000
#define ONSET_LIMIT 2
#define ONSET_MERGE 20
#define SOUND_LATEST 250
#define CORRECTION 1000
#define PRACTICE_LONGEST 10000
#define GO_GUARD 2000
#define OLDEST_MOMENT 60000UL
#define LONGEST_ELAPSED 4200000000UL
#define GRANT_STEP 30
#define GRANT_LIMIT 3600
#define POWER_LOST_ANNOUNCEMENT ANNOUNCEMENT_WINK_AMBER

#define SIGNAL_HELD_LAMPS 5
#define SIGNAL_HELD_ANNOUNCEMENT ANNOUNCEMENT_NONE
#define SIGNAL_CLOSED_LAMPS 0
#define SIGNAL_CLOSED_ANNOUNCEMENT ANNOUNCEMENT_NONE
#define SIGNAL_NO_PROGRAMME_LAMPS 0
#define SIGNAL_NO_PROGRAMME_ANNOUNCEMENT ANNOUNCEMENT_WINK_RED
#define SIGNAL_FAULT_LAMPS 0
#define SIGNAL_FAULT_ANNOUNCEMENT ANNOUNCEMENT_WINK_AMBER

enum Sound : uint8_t {
  SOUND_NONE,
  SOUND_TICK,
  SOUND_SINGLE,
  SOUND_PAIRED,
  SOUND_ROLL,
  SOUND_GONG,
  SOUND_COUNT
};

enum SoundLevel : uint8_t {
  LEVEL_OFF,
  LEVEL_QUIET,
  LEVEL_NORMAL,
  LEVEL_COUNT
};

#define SOUND_BEAT_UNIT 10
const uint8_t SOUND_BEATS[] PROGMEM = {0, 0, 70, 140, 210, 0, 16, 70, 86, 140, 156, 210, 226, 0, 21, 37, 49, 60, 69, 79, 87, 97, 105, 115, 123, 132, 142, 150, 160, 169, 180, 190, 203, 217, 234, 254, 0};
/* A sound has the beats from its start up to the next one's. */
const uint8_t SOUND_STARTS[] PROGMEM = {0, 0, 1, 5, 13, 36, 37};
/* How long each beat lasts, in ms: quiet, normal. */
const uint16_t SOUND_LENGTHS[] PROGMEM = {0, 0, 4, 20, 4, 25, 4, 25, 4, 30, 60, 600};

enum State : uint8_t {
  STATE_STANDBY,
  STATE_RUNNING,
  STATE_HELD,
  STATE_CLOSED,
  STATE_COUNT
};

const char STATE_NAMES[] PROGMEM =
  "standby\0"
  "running\0"
  "held\0"
  "closed\0";

enum Event : uint8_t {
  EVENT_START,
  EVENT_HOLD,
  EVENT_FINISH,
  EVENT_SKIP,
  EVENT_BACK,
  EVENT_GRANT,
  EVENT_REOPEN,
  EVENT_UNDO,
  EVENT_GO,
  EVENT_COUNT
};

enum Move : uint8_t {
  MOVE_SAME,
  MOVE_NEXT,
  MOVE_PREVIOUS,
  MOVE_AGAIN,
  MOVE_COUNT
};

enum ClockAction : uint8_t {
  CLOCK_KEEP,
  CLOCK_ZERO,
  CLOCK_GO_ON,
  CLOCK_STOP,
  CLOCK_GRANT,
  CLOCK_COUNT
};

#define CELL_REFUSED 0xFF
#define CELL(to, move, clock) ((to) | (move) << 2 | (clock) << 4)
#define CELL_TO(cell) ((State)((cell) & 3))
#define CELL_MOVE(cell) ((Move)((cell) >> 2 & 3))
#define CELL_CLOCK(cell) ((ClockAction)((cell) >> 4))

const uint8_t TABLE[EVENT_COUNT][STATE_COUNT] PROGMEM = {
  /* start */ {CELL(STATE_RUNNING, MOVE_SAME, CLOCK_ZERO), CELL_REFUSED, CELL(STATE_RUNNING, MOVE_SAME, CLOCK_GO_ON), CELL_REFUSED},
  /* hold */ {CELL_REFUSED, CELL(STATE_HELD, MOVE_SAME, CLOCK_STOP), CELL_REFUSED, CELL_REFUSED},
  /* finish */ {CELL_REFUSED, CELL(STATE_STANDBY, MOVE_NEXT, CLOCK_ZERO), CELL(STATE_STANDBY, MOVE_NEXT, CLOCK_ZERO), CELL_REFUSED},
  /* skip */ {CELL(STATE_STANDBY, MOVE_NEXT, CLOCK_KEEP), CELL_REFUSED, CELL_REFUSED, CELL_REFUSED},
  /* back */ {CELL(STATE_STANDBY, MOVE_PREVIOUS, CLOCK_ZERO), CELL(STATE_STANDBY, MOVE_SAME, CLOCK_ZERO), CELL(STATE_STANDBY, MOVE_SAME, CLOCK_ZERO), CELL(STATE_STANDBY, MOVE_PREVIOUS, CLOCK_ZERO)},
  /* grant */ {CELL_REFUSED, CELL(STATE_RUNNING, MOVE_SAME, CLOCK_GRANT), CELL(STATE_HELD, MOVE_SAME, CLOCK_GRANT), CELL_REFUSED},
  /* reopen */ {CELL_REFUSED, CELL_REFUSED, CELL_REFUSED, CELL(STATE_STANDBY, MOVE_AGAIN, CLOCK_ZERO)},
  /* undo */ {CELL_REFUSED, CELL_REFUSED, CELL_REFUSED, CELL_REFUSED},
  /* go */ {CELL(STATE_RUNNING, MOVE_SAME, CLOCK_ZERO), CELL(STATE_STANDBY, MOVE_NEXT, CLOCK_ZERO), CELL(STATE_RUNNING, MOVE_SAME, CLOCK_GO_ON), CELL_REFUSED},
};

enum Request : uint8_t {
  REQUEST_HELLO,
  REQUEST_BOOT,
  REQUEST_STAGE,
  REQUEST_TIME,
  REQUEST_START,
  REQUEST_HOLD,
  REQUEST_FINISH,
  REQUEST_SKIP,
  REQUEST_BACK,
  REQUEST_GRANT,
  REQUEST_REOPEN,
  REQUEST_UNDO,
  REQUEST_GO,
  REQUEST_PUT,
  REQUEST_LOAD,
  REQUEST_DATA,
  REQUEST_COMMIT,
  REQUEST_LOG,
  REQUEST_PRACTISE,
  REQUEST_LAMPS,
  REQUEST_BUZZ,
  REQUEST_MUTE,
  REQUEST_GET,
  REQUEST_SET,
  REQUEST_COUNT
};

const char REQUEST_NAMES[] PROGMEM =
  "hello\0"
  "boot\0"
  "stage\0"
  "time\0"
  "start\0"
  "hold\0"
  "finish\0"
  "skip\0"
  "back\0"
  "grant\0"
  "reopen\0"
  "undo\0"
  "go\0"
  "put\0"
  "load\0"
  "data\0"
  "commit\0"
  "log\0"
  "practise\0"
  "lamps\0"
  "buzz\0"
  "mute\0"
  "get\0"
  "set\0";

#define REQUESTS_ONCE 0x13FF0UL

enum Push : uint8_t {
  PUSH_CLAPLIGHT,
  PUSH_BOOT,
  PUSH_STAGE,
  PUSH_CUE,
  PUSH_PRESS,
  PUSH_BEAT,
  PUSH_COUNT
};

const char PUSH_NAMES[] PROGMEM =
  "claplight\0"
  "boot\0"
  "stage\0"
  "cue\0"
  "press\0"
  "beat\0";

enum ErrorCode : uint8_t {
  ERROR_REFUSED,
  ERROR_STALE,
  ERROR_GUARD,
  ERROR_FIRST,
  ERROR_NOTHING,
  ERROR_AMOUNT,
  ERROR_LIMIT,
  ERROR_NO_PROGRAMME,
  ERROR_MOMENT,
  ERROR_CHECKSUM,
  ERROR_LONG,
  ERROR_SYNTAX,
  ERROR_RANGE,
  ERROR_NO_LOAD,
  ERROR_DAMAGED,
  ERROR_TALK_ON,
  ERROR_BUSY,
  ERROR_WIRING,
  ERROR_FAULT,
  ERROR_COUNT
};

const char ERROR_NAMES[] PROGMEM =
  "refused\0"
  "stale\0"
  "guard\0"
  "first\0"
  "nothing\0"
  "amount\0"
  "limit\0"
  "no-programme\0"
  "moment\0"
  "checksum\0"
  "long\0"
  "syntax\0"
  "range\0"
  "no-load\0"
  "damaged\0"
  "talk-on\0"
  "busy\0"
  "wiring\0"
  "fault\0";

enum LogKind : uint8_t {
  LOG_START,
  LOG_HOLD,
  LOG_FINISH,
  LOG_SKIP,
  LOG_BACK,
  LOG_GRANT,
  LOG_REOPEN,
  LOG_UNDO,
  LOG_GO,
  LOG_CUE,
  LOG_PUT,
  LOG_COMMIT,
  LOG_BOOT,
  LOG_COUNT
};

const char LOG_NAMES[] PROGMEM =
  "start\0"
  "hold\0"
  "finish\0"
  "skip\0"
  "back\0"
  "grant\0"
  "reopen\0"
  "undo\0"
  "go\0"
  "cue\0"
  "put\0"
  "commit\0"
  "boot\0";

enum Started : uint8_t {
  STARTED_COLD,
  STARTED_RESET,
  STARTED_WATCHDOG,
  STARTED_COUNT
};

const char STARTED_NAMES[] PROGMEM =
  "cold\0"
  "reset\0"
  "watchdog\0";

const char SOUND_NAMES[] PROGMEM =
  "none\0"
  "tick\0"
  "single\0"
  "paired\0"
  "roll\0"
  "gong\0";

#define TRUTHS "=~!"

enum Setting : uint8_t {
  SETTING_PIN_GREEN,
  SETTING_PIN_AMBER,
  SETTING_PIN_RED,
  SETTING_PIN_BLUE,
  SETTING_PIN_BUZZER,
  SETTING_PIN_BUTTON,
  SETTING_LAMPS,
  SETTING_ACTIVE_LOW,
  SETTING_BUZZER,
  SETTING_SOUND,
  SETTING_TRIM,
  SETTING_BOOT_DELAY,
  SETTING_PIN_DIGITS_DATA,
  SETTING_PIN_DIGITS_CLOCK,
  SETTING_PIN_DIGITS_LOAD,
  SETTING_DIGITS_BRIGHTNESS,
  SETTING_DIGITS,
  SETTING_DIGITS_COUNT,
  SETTING_DIGITS_OVER,
  SETTING_DIGITS_CHANGEOVER,
  SETTING_COUNT
};
const char SETTING_NAMES[] PROGMEM =
  "pin-green\0"
  "pin-amber\0"
  "pin-red\0"
  "pin-blue\0"
  "pin-buzzer\0"
  "pin-button\0"
  "lamps\0"
  "active-low\0"
  "buzzer\0"
  "sound\0"
  "trim\0"
  "boot-delay\0"
  "pin-digits-data\0"
  "pin-digits-clock\0"
  "pin-digits-load\0"
  "digits-brightness\0"
  "digits\0"
  "digits-count\0"
  "digits-over\0"
  "digits-changeover\0";
struct SettingRange { int16_t least, most, initial; };
const SettingRange SETTING_RANGES[SETTING_COUNT] PROGMEM = {{2, 69, 4}, {2, 69, 7}, {2, 69, 8}, {2, 69, 12}, {2, 69, 9}, {2, 69, 2}, {7, 15, 7}, {0, 1, 0}, {0, 1, 0}, {0, 2, 1}, {-20000, 20000, 0}, {0, 9999, 1398}, {2, 69, 11}, {2, 69, 13}, {2, 69, 10}, {0, 15, 7}, {0, 2, 0}, {0, 1, 0}, {0, 2, 0}, {0, 2, 0}};

enum DigitModule : uint8_t {
  DIGIT_MODULE_NONE,
  DIGIT_MODULE_MAX7219,
  DIGIT_MODULE_TM1637,
  DIGIT_MODULE_COUNT
};
enum DigitCount : uint8_t {
  DIGIT_COUNT_DOWN,
  DIGIT_COUNT_UP,
  DIGIT_COUNT_COUNT
};
enum DigitOver : uint8_t {
  DIGIT_OVER_COUNT_ON,
  DIGIT_OVER_STOP,
  DIGIT_OVER_DARK,
  DIGIT_OVER_COUNT
};
enum DigitChangeover : uint8_t {
  DIGIT_CHANGEOVER_DARK,
  DIGIT_CHANGEOVER_SINCE,
  DIGIT_CHANGEOVER_DASHES,
  DIGIT_CHANGEOVER_COUNT
};
const uint8_t DIGIT_WIDTHS[] PROGMEM = {0, 8, 4};
#define LONGEST_DIGITS 8
#define CELL_DASH 10
#define CELL_BLANK 15
#define CELL_POINT 128
#define CELL_FULL 136
const uint8_t SEGMENTS[] PROGMEM = {63, 6, 91, 79, 102, 109, 125, 7, 127, 111, 64, 0, 0, 0, 0, 0};
#define DIGITS_BLINK_PERIOD 2000
#define DIGITS_BLINK_LIT 1500

enum FieldKind : uint8_t { FIELD_NUMBER, FIELD_TIME, FIELD_CLOCK, FIELD_COUNT, FIELD_WORD, FIELD_HEX };
/* A time may be `-`; a clock and a count too, and their field may lack. For hex digits: how many. */
struct FieldDefinition { FieldKind kind; int16_t least; uint32_t most; const char *words; };
const FieldDefinition FIELDS[] PROGMEM = {
  {FIELD_NUMBER, 0, 65535UL, 0},
  {FIELD_CLOCK, 0, 0, 0},
  {FIELD_NUMBER, -3600, 3600UL, 0},
  {FIELD_WORD, 0, 0, STATE_NAMES},
  {FIELD_NUMBER, 0, 64UL, 0},
  {FIELD_TIME, 0, 4200000000UL, 0},
  {FIELD_COUNT, 1, 271UL, 0},
  {FIELD_NUMBER, 13, 457UL, 0},
  {FIELD_HEX, 4, 4, 0},
  {FIELD_NUMBER, 0, 456UL, 0},
  {FIELD_HEX, 2, 40, 0},
  {FIELD_NUMBER, 0, 8UL, 0},
  {FIELD_NUMBER, 0, 270UL, 0},
  {FIELD_NUMBER, 1, 10UL, 0},
  {FIELD_NUMBER, 0, 15UL, 0},
  {FIELD_WORD, 0, 0, SOUND_NAMES},
  {FIELD_NUMBER, 0, 1UL, 0},
  {FIELD_WORD, 0, 0, SETTING_NAMES},
  {FIELD_NUMBER, -20000, 20000UL, 0},
};
/* A request has the fields from its start up to the next one's. */
const uint8_t REQUEST_FIELDS[] PROGMEM = {0, 1, 0, 1, 0, 1, 0, 0, 0, 2, 0, 0, 0, 0, 3, 4, 5, 2, 6, 7, 8, 9, 10, 0, 4, 8, 0, 11, 12, 13, 14, 13, 15, 16, 17, 17, 18};
const uint8_t REQUEST_STARTS[] PROGMEM = {0, 0, 0, 0, 0, 2, 4, 6, 7, 8, 10, 11, 12, 13, 19, 21, 23, 26, 27, 30, 32, 33, 34, 35, 37};

/* Where the fields of a request are among a command's values. */
enum { START_REV, START_CLOCK };
enum { HOLD_REV, HOLD_CLOCK };
enum { FINISH_REV, FINISH_CLOCK };
enum { SKIP_REV };
enum { BACK_REV };
enum { GRANT_REV, GRANT_AMOUNT };
enum { REOPEN_REV };
enum { UNDO_REV };
enum { GO_REV };
enum { PUT_REV, PUT_STATE, PUT_TALK, PUT_ELAPSED, PUT_GRANTED, PUT_QUIET };
enum { LOAD_BYTES, LOAD_PROGRAMME };
enum { DATA_OFFSET, DATA_BYTES };
enum { COMMIT_REV, COMMIT_TALK, COMMIT_PROGRAMME };
enum { LOG_SINCE };
enum { PRACTISE_SCORE, PRACTISE_CUE, PRACTISE_LENGTH };
enum { LAMPS_SET, LAMPS_LENGTH };
enum { BUZZ_SOUND };
enum { MUTE_ON };
enum { GET_NAME };
enum { SET_NAME, SET_VALUE };
#define COMMAND_VALUES 6
