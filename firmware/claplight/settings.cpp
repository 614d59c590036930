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

static bool whole() {
  if (record[AT_SEAL] != crc_seal(record, AT_SEAL)) return false;
  if (record[AT_CHECK] != (uint8_t)crc_of(record, AT_CHECK)) return false;
  for (uint8_t i = 0; i < SETTING_COUNT; i++)
    if (!in_range(i, settings_get((Setting)i))) return false;
  return wired_well();
}

static uint16_t copy_address(uint8_t copy) {
  return STORE_SETTINGS + SETTINGS_COPY * (copy & 1);
}

void settings_begin() {
  uint8_t ahead = store_read(copy_address(1)) - store_read(copy_address(0));
  // The newer one, the older one if that is not whole, or the start values.
  for (uint8_t copy = (int8_t)ahead > 0, tries = 0; tries < 2; copy++, tries++) {
    store_copy(copy_address(copy), record, RECORD);
    if (whole()) return;
  }
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
  record[0]++;
  record[AT_CHECK] = crc_of(record, AT_CHECK);
  record[AT_SEAL] = crc_seal(record, AT_SEAL);
  store_write(copy_address(record[0]), record, RECORD, true);
  return ACCEPTED;
}
