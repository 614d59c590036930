// Where the session is, in the EEPROM: a ring of small records, so that wear is spread and a loss
// of power leaves the newest whole one. No Arduino.
#pragma once
#include "stage.h"

const uint16_t RING_CLOSED = 0xFFFF;

struct Record {
  uint16_t talk;       // id of the talk that is on or that standby waits for, or RING_CLOSED
  bool under_way;      // something has happened since the opening
  uint8_t generation;  // of the programme that has this talk, its lowest bits
  uint16_t boot;
};

// Finds the newest record; false if there is none. Only while the store is idle.
bool ring_begin(Record &newest);
// Wants `record` to be the newest; ring_run writes it when the store is idle.
void ring_note(const Record &record);
bool ring_settled();
void ring_run();

// The bits of a generation that a record has room for.
uint8_t ring_generation(uint8_t generation);
