#include "loading.h"
#include "image.h"
#include "store.h"

// Bytes that are checked at a time, so that no lamp waits.
#define CHUNK 16

static Loading state;
static uint16_t bytes, crc, filled;

ErrorCode loading_load(uint16_t length, uint16_t check) {
  state = LOADING_FILLING;
  bytes = length;
  crc = check;
  filled = 0;
  programme_unseal();
  return ACCEPTED;
}

ErrorCode loading_data(uint16_t offset, const uint8_t *from, uint8_t count) {
  // A part may come twice, but none may be missing before it.
  if (state != LOADING_FILLING || offset > filled) return ERROR_NO_LOAD;
  uint16_t end = offset + count;
  if (end > bytes) return ERROR_RANGE;
  store_write(programme_spare() + offset, from, count, false);
  if (end > filled) filled = end;
  return ACCEPTED;
}

ErrorCode loading_commit(uint16_t check) {
  if (state != LOADING_FILLING || filled < bytes || check != crc) return ERROR_NO_LOAD;
  state = LOADING_CHECKING;
  image_begin(programme_spare(), bytes, crc);
  return ACCEPTED;
}

void loading_seal(Place place) {
  state = LOADING_SEALING;
  programme_seal(crc, place);
}

Loading loading_run() {
  if (!store_idle()) return LOADING_NONE;
  if (state == LOADING_SEALING) state = LOADING_SEALED;
  if (state == LOADING_CHECKING) {
    Check check = image_check(CHUNK);
    if (check == CHECK_RIGHT) state = LOADING_CHECKED;
    if (check == CHECK_WRONG) state = LOADING_DAMAGED;
  }
  return state;
}

bool loading_committing() {
  return state >= LOADING_CHECKING;
}

void loading_end() {
  state = LOADING_NONE;
}
