// Programmes in the EEPROM: two copies, one of them in force. No Arduino. Nothing here is to be
// called while the store is not idle, but for the answers about the programme in force.
//
// A copy is a head (generation, place, CRC-16, seal) and the bytes of protocol/programme.ts.
#pragma once
#include "score.h"
#include "stage.h"

// Where the stage was when the programme came into force.
struct Place {
  uint8_t talk;
  bool under_way;  // something had happened since the opening
  bool closed;
};

// Finds the programme in force, if there is one that is whole. `known`: the session's last record was
// written for `generation`, as the ring counts it.
void programme_begin(bool known, uint8_t generation);
// Takes the spare copy, which has just been checked and sealed, for the one in force.
void programme_switch();
uint8_t programme_talks();  // 0: none
uint16_t programme_crc();
uint8_t programme_generation();
Place programme_place();

// The index of the talk with an id, or NO_TALK.
uint8_t programme_find(uint16_t id);
void programme_talk_score(uint8_t talk, Score &score);
// Any score by its number, 0 being the changeover's; false if there is none. No id and no flags.
bool programme_score(uint8_t number, Score &score);

// The copy that is not in force, into which loading writes.
uint16_t programme_spare();
uint8_t programme_spare_talks();
uint16_t programme_spare_id(uint8_t talk);
// Begins to write the spare copy's head, which puts it in force from the next boot on.
void programme_seal(uint16_t crc, Place place);
// Begins to make sure that the spare copy is never taken for a programme.
void programme_unseal();
