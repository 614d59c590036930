// The EEPROM: where everything is, and the one write at a time that goes on. A write is polled from
// the main loop, byte by byte, and skips bytes that are equal; nobody ever waits for it, and nobody
// reads while it goes on. No Arduino.
//
// A sealed write keeps its promise if power goes at any byte: its last byte is the seal, which is
// erased first and written last, so that there is the old or the new or nothing, never a mixture.
#pragma once
#include "protocol.gen.h"

#define PROGRAMME_HEAD 5
#define PROGRAMME_LONGEST \
  (LAYOUT_HEAD + LAYOUT_TALK * LIMIT_TALKS + LAYOUT_SCORE * LIMIT_SCORES + LAYOUT_CUE * LIMIT_CUES)
#define PROGRAMME_COPY (PROGRAMME_HEAD + PROGRAMME_LONGEST)
#define RING_RECORD 6
#define RING_LENGTH 8

// The settings lie so that neither of their copies touches both copies of older firmware, which had
// 20 bytes each from STORE_OLD_SETTINGS on.
#define STORE_PROGRAMMES 0
#define STORE_SETTINGS 928
#define STORE_SETTINGS_2 953
#define SETTINGS_COPY 23
#define STORE_OLD_SETTINGS 936
#define OLD_SETTINGS_COPY 20
#define STORE_RING 976
#define STORE_END (STORE_RING + RING_LENGTH * RING_RECORD)

#if STORE_END > 1024 || STORE_PROGRAMMES + 2 * PROGRAMME_COPY > STORE_SETTINGS
#error "more than the EEPROM of an Uno"
#endif

// The longest piece that is written at once: the settings, or a line's data.
#define WRITE_LIMIT (SETTINGS_COPY > DATA_LIMIT ? SETTINGS_COPY : DATA_LIMIT)

// A seal is never the value of an erased cell.
#define UNSEALED 0xFF

bool store_idle();
// Begins to write a copy of `bytes`, at most WRITE_LIMIT of them. Only when idle.
void store_write(uint16_t address, const uint8_t *bytes, uint8_t count, bool sealed);
void store_run();

// Reads; only when idle.
uint8_t store_read(uint16_t address);
uint16_t store_read16(uint16_t address);
void store_copy(uint16_t address, uint8_t *bytes, uint8_t count);
