#include "settings.h"
#include "board.h"
#include "crc.h"
#include "store.h"
#include <string.h>

// A record, in memory as in the EEPROM: generation, values, check, seal. Values up to the trim have
// a byte each, the others two.
#define AT_VALUES 1
#define AT_CHECK (AT_VALUES + SETTING_TRIM + 2 * (SETTING_COUNT - SETTING_TRIM))
#define AT_SEAL (AT_CHECK + 1)
#define RECORD (AT_SEAL + 1)
static_assert(RECORD <= SETTINGS_COPY && RECORD <= DATA_LIMIT, "too many settings");

static uint8_t record[RECORD];

static uint8_t *place(uint8_t setting) {
  return record + AT_VALUES + setting + (setting > SETTING_TRIM ? setting - SETTING_TRIM : 0);
}

int16_t settings_get(Setting setting) {
  const uint8_t *at = place(setting);
  return setting < SETTING_TRIM ? at[0] : (int16_t)(at[0] | at[1] << 8);
}

static void put(uint8_t setting, int16_t value) {
  uint8_t *at = place(setting);
  at[0] = value;
  if (setting >= SETTING_TRIM) at[1] = (uint16_t)value >> 8;
}

static int16_t range_of(uint8_t setting, uint8_t which) {
  return pgm_read_word((const int16_t *)&SETTING_RANGES[setting] + which);
}

static bool in_range(uint8_t setting, int16_t value) {
  return value >= range_of(setting, 0) && value <= range_of(setting, 1);
}

// The pin of a blue lamp that is not there serves nobody.
static bool in_use(uint8_t setting) {
  return setting != SETTING_PIN_BLUE || settings_get(SETTING_LAMPS) & LAMP_BLUE;
}

static bool wired_well() {
  for (uint8_t a = 0; a <= SETTING_PIN_BUTTON; a++) {
    if (!in_use(a)) continue;
    if (!board_pin(*place(a))) return false;
    for (uint8_t b = 0; b < a; b++)
      if (in_use(b) && *place(a) == *place(b)) return false;
  }
  return true;
}

// The check says also which layout it is: the first one had no salt.
#define OLD_SALT 0
#define SALT 0x52

static bool whole(uint8_t salt) {
  if (record[AT_SEAL] != crc_seal(record, AT_SEAL)) return false;
  if (record[AT_CHECK] != (uint8_t)(crc_of(record, AT_CHECK) ^ salt)) return false;
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
  record[AT_SEAL] = crc_seal(record, AT_SEAL);
  store_write(copy_address(record[0]), record, RECORD, true);
}

void settings_begin() {
  if (recall(copy_address(0), copy_address(1), SALT)) return;
  // Older firmware left them elsewhere: the copy that is newest there is not touched by writing.
  if (recall(STORE_OLD_SETTINGS, STORE_OLD_SETTINGS + OLD_SETTINGS_COPY, OLD_SALT)) {
    write();
    return;
  }
  record[0] = 0;
  for (uint8_t i = 0; i < SETTING_COUNT; i++) put(i, range_of(i, 2));
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
