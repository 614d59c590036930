// Loading a programme: into the copy that is not in force, and checked there before it comes into
// force. All of it or the old one. No Arduino.
#pragma once
#include "programme.h"
#include "stage.h"

// Each gives ACCEPTED or why not. Only while the store is idle.
ErrorCode loading_load(uint16_t bytes, uint16_t crc);
ErrorCode loading_data(uint16_t offset, const uint8_t *bytes, uint8_t count);
// Begins to check what was loaded.
ErrorCode loading_commit(uint16_t check);
// Begins to put it in force, after LOADING_CHECKED.
void loading_seal(Place place);

enum Loading : uint8_t {
  LOADING_NONE,
  LOADING_FILLING,
  LOADING_CHECKING,  // from here on a commit goes on, during which no event may come
  LOADING_CHECKED,   // well made: somebody has to say where the stage is in it
  LOADING_DAMAGED,
  LOADING_SEALING,
  LOADING_SEALED     // to be switched to
};
bool loading_committing();
// Goes on with a commit, a little at a time, while the store is idle.
Loading loading_run();
void loading_end();
