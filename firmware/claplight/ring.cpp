#include "ring.h"
#include "crc.h"
#include "store.h"

// The first byte: a number in the ring's order, whether the session is under way, the generation.
#define ORDER_MASK 0x0F
#define UNDER_WAY 0x10
#define GENERATION_SHIFT 5
#define SEALED_BYTES (RING_RECORD - 1)

static uint8_t newest[RING_RECORD];
static uint8_t slot;  // of the newest
static bool pending;

uint8_t ring_generation(uint8_t generation) {
  return generation & 7;
}

static uint16_t address(uint8_t index) {
  return STORE_RING + RING_RECORD * index;
}

static bool whole(const uint8_t *bytes) {
  return bytes[SEALED_BYTES] == crc_seal(bytes, SEALED_BYTES);
}

bool ring_begin(Record &record) {
  // The newest is the whole one whose number is furthest on, less than half a turn.
  bool found = false;
  for (uint8_t i = 0; i < RING_LENGTH; i++) {
    uint8_t bytes[RING_RECORD];
    store_copy(address(i), bytes, RING_RECORD);
    uint8_t ahead = (bytes[0] - newest[0]) & ORDER_MASK;
    if (!whole(bytes) || (found && ahead > ORDER_MASK / 2)) continue;
    found = true;
    slot = i;
    store_copy(address(i), newest, RING_RECORD);
  }
  record.under_way = newest[0] & UNDER_WAY;
  record.generation = newest[0] >> GENERATION_SHIFT;
  record.talk = newest[1] | newest[2] << 8;
  record.boot = newest[3] | newest[4] << 8;
  return found;
}

void ring_note(const Record &record) {
  uint8_t bytes[SEALED_BYTES];
  uint8_t order = newest[0] & ORDER_MASK;
  bytes[0] = order | (record.under_way ? UNDER_WAY : 0) | record.generation << GENERATION_SHIFT;
  bytes[1] = record.talk;
  bytes[2] = record.talk >> 8;
  bytes[3] = record.boot;
  bytes[4] = record.boot >> 8;
  bool known = whole(newest);
  for (uint8_t i = 0; i < SEALED_BYTES; i++) {
    known = known && bytes[i] == newest[i];
    newest[i] = bytes[i];
  }
  if (known) return;
  // A note that was not written yet is taken back by this one.
  if (!pending) {
    newest[0] = (newest[0] & ~ORDER_MASK) | ((order + 1) & ORDER_MASK);
    slot = (slot + 1) % RING_LENGTH;
  }
  newest[SEALED_BYTES] = crc_seal(newest, SEALED_BYTES);
  pending = true;
}

bool ring_settled() {
  return !pending;
}

void ring_run() {
  if (!pending || !store_idle()) return;
  pending = false;
  store_write(address(slot), newest, RING_RECORD, true);
}
