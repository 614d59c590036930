#include "store.h"
#include "board.h"

static uint8_t buffer[WRITE_LIMIT];
static uint16_t target;
static uint8_t count;  // 0: nothing left to write, but the last byte may still be on its way
static uint8_t next;
static bool unsealing;

bool store_idle() {
  return count == 0 && cells_ready();
}

void store_write(uint16_t address, const uint8_t *bytes, uint8_t length, bool sealed) {
  for (uint8_t i = 0; i < length; i++) buffer[i] = bytes[i];
  target = address;
  count = length;
  next = 0;
  unsealing = sealed;
}

// Writes a byte unless it is there already; whether there was something to write.
static bool written(uint8_t offset, uint8_t value) {
  if (store_read(target + offset) == value) return false;
  cells_write(target + offset, value);
  return true;
}

void store_run() {
  if (count == 0 || !cells_ready()) return;
  if (unsealing) {
    unsealing = false;
    if (written(count - 1, UNSEALED)) return;
  }
  while (next < count) {
    uint8_t offset = next++;
    if (written(offset, buffer[offset])) return;
  }
  count = 0;
}

uint8_t store_read(uint16_t address) {
  return cells_read(address);
}

uint16_t store_read16(uint16_t address) {
  return store_read(address) | (uint16_t)store_read(address + 1) << 8;
}

void store_copy(uint16_t address, uint8_t *bytes, uint8_t length) {
  while (length--) *bytes++ = store_read(address++);
}
