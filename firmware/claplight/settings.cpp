#include "settings.h"
#include "board.h"
#include "crc.h"
#include "store.h"
#include <string.h>

// A record, in memory as in the EEPROM: generation, values, check, seal. Values have a byte each, but
// for trim and boot delay, which have two, and the last four, which share one.
#define AT_VALUES 1
#define LONG_VALUES 2
#define BITS 2
#define AT_SHARED (AT_VALUES + SETTING_DIGITS + LONG_VALUES)
#define AT_CHECK (AT_SHARED + 1)
#define RECORD (AT_CHECK + 2)
static_assert(RECORD <= SETTINGS_COPY && RECORD <= WRITE_LIMIT, "too many settings");
static_assert(SETTING_COUNT - SETTING_DIGITS == 8 / BITS, "they fill their byte");

// What older firmware had: the values up to the digits' first one.
#define OLD_VALUES SETTING_PIN_DIGITS_DATA
#define OLD_CHECK (AT_VALUES + OLD_VALUES + LONG_VALUES)

static uint8_t record[RECORD];

static bool is_long(uint8_t setting) {
  return setting == SETTING_TRIM || setting == SETTING_BOOT_DELAY;
}

static uint8_t *place(uint8_t setting) {
  if (setting >= SETTING_DIGITS) return record + AT_SHARED;
  uint8_t beyond = setting > SETTING_BOOT_DELAY ? 2 : setting > SETTING_TRIM;
  return record + AT_VALUES + setting + beyond;
}

static uint8_t bit_of(uint8_t setting) {
  return BITS * (setting - SETTING_DIGITS);
}

int16_t settings_get(Setting setting) {
  const uint8_t *at = place(setting);
  if (setting >= SETTING_DIGITS) return *at >> bit_of(setting) & 3;
  return is_long(setting) ? (int16_t)(at[0] | at[1] << 8) : at[0];
}

static void put(uint8_t setting, int16_t value) {
  uint8_t *at = place(setting);
  if (setting >= SETTING_DIGITS) {
    *at = (*at & ~(3 << bit_of(setting))) | value << bit_of(setting);
    return;
  }
  at[0] = value;
  if (is_long(setting)) at[1] = (uint16_t)value >> 8;
}

static int16_t range_of(uint8_t setting, uint8_t which) {
  return pgm_read_word((const int16_t *)&SETTING_RANGES[setting] + which);
}

static bool in_range(uint8_t setting, int16_t value) {
  return value >= range_of(setting, 0) && value <= range_of(setting, 1);
}

static bool is_pin(uint8_t setting) {
  return setting <= SETTING_PIN_BUTTON ||
         (setting >= SETTING_PIN_DIGITS_DATA && setting <= SETTING_PIN_DIGITS_LOAD);
}

// The pin of something that is not there serves nobody.
static bool in_use(uint8_t setting) {
  if (setting == SETTING_PIN_BLUE) return settings_get(SETTING_LAMPS) & LAMP_BLUE;
  uint8_t module = settings_get(SETTING_DIGITS);
  if (setting == SETTING_PIN_DIGITS_LOAD) return module == DIGIT_MODULE_MAX7219;
  if (setting > SETTING_PIN_BUTTON && is_pin(setting)) return module != DIGIT_MODULE_NONE;
  return is_pin(setting);
}

static bool wired_well() {
  for (uint8_t a = 0; a <= SETTING_PIN_DIGITS_LOAD; a++) {
    if (!in_use(a)) continue;
    if (!board_pin(*place(a))) return false;
    for (uint8_t b = 0; b < a; b++)
      if (in_use(b) && *place(a) == *place(b)) return false;
  }
  return true;
}

// The check says also which layout it is: the first one had no salt, the second no digits.
#define FIRST_SALT 0
#define SECOND_SALT 0x52
#define SALT 0x53

static void put_first(uint8_t from) {
  for (uint8_t i = from; i < SETTING_COUNT; i++) put(i, range_of(i, 2));
}

static bool whole(uint8_t salt) {
  uint8_t check = salt == SALT ? AT_CHECK : OLD_CHECK, seal = check + 1;
  if (record[seal] != crc_seal(record, seal)) return false;
  if (record[check] != (uint8_t)(crc_of(record, check) ^ salt)) return false;
  if (salt != SALT) put_first(OLD_VALUES);
  for (uint8_t i = 0; i < SETTING_COUNT; i++)
    if (!in_range(i, settings_get((Setting)i))) return false;
  return wired_well();
}

static uint16_t copy_address(uint8_t copy) {
  return copy & 1 ? STORE_SETTINGS_2 : STORE_SETTINGS;
}

// Reads the newer one of two copies, the older one if that is not whole; false if neither is.
static bool recall(uint16_t first, uint16_t second, uint8_t salt) {
  bool newer = (int8_t)(store_read(second) - store_read(first)) > 0;
  for (uint8_t tries = 0; tries < 2; tries++, newer = !newer) {
    store_copy(newer ? second : first, record, RECORD);
    if (whole(salt)) return true;
  }
  return false;
}

// As the next generation, into the copy that the one before is not in.
static void write() {
  record[0]++;
  record[AT_CHECK] = crc_of(record, AT_CHECK) ^ SALT;
  record[AT_CHECK + 1] = crc_seal(record, AT_CHECK + 1);
  store_write(copy_address(record[0]), record, RECORD, true);
}

void settings_begin() {
  if (recall(copy_address(0), copy_address(1), SALT)) return;
  // Older firmware left them shorter, or elsewhere: the copy that is newest is not touched by writing.
  if (recall(copy_address(0), copy_address(1), SECOND_SALT) ||
      recall(STORE_OLD_SETTINGS, STORE_OLD_SETTINGS + OLD_SETTINGS_COPY, FIRST_SALT)) {
    write();
    return;
  }
  record[0] = 0;
  put_first(0);
}

ErrorCode settings_set(Setting setting, int16_t value) {
  if (!in_range(setting, value)) return ERROR_RANGE;
  int16_t before = settings_get(setting);
  if (value == before) return ACCEPTED;
  put(setting, value);
  if (!wired_well()) {
    put(setting, before);
    return ERROR_WIRING;
  }
  write();
  return ACCEPTED;
}
