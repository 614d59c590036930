// What of the podium is kept across a reset, in memory that the start-up code leaves alone. No
// Arduino.
#pragma once
#include "score.h"
#include "stage.h"

#ifdef __AVR__
#define KEPT_IN_MEMORY __attribute__((section(".noinit")))
#else
#define KEPT_IN_MEMORY
#endif

enum Truth : uint8_t { TRUTH_SURE, TRUTH_ESTIMATED, TRUTH_POWER_LOST };

struct Reply {
  uint16_t tag;  // 0: none
  uint16_t rev;
  Request request;
  ErrorCode code;
};

struct Memory {
  Stage stage;
  uint16_t boot;  // number of this boot, and why it came
  Started started;
  uint16_t entered;  // the player's cue
  uint16_t log_newest;
  ShortTick last_bite;  // when the watchdog reset the podium last, and how often in a row
  uint8_t bites;
  uint8_t log_held;
  Truth truth, truth_before;  // the second is what undo brings back
  uint8_t generation;         // of the programme in force
  uint8_t next_reply;
  Reply replies[KEPT_REPLIES];
};
extern Memory memory;

// Something in it has changed; memory_settle remembers it, and until then it is not settled. Two
// copies are used in turn, so that one of them is always whole.
void memory_touch();
void memory_settle();
bool memory_settled();
// Brings back what was remembered last; false if nothing was.
bool memory_recall();

// The score of the stage's talk is kept where it is used. Say when it was changed.
Score &memory_score();
void memory_score_changed();
// Whether it came whole through the reset.
bool memory_score_whole();
