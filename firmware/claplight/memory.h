// What of the podium is kept across a reset, in memory that the start-up code leaves alone. No
// Arduino.
#pragma once
#include "player.h"
#include "score.h"
#include "stage.h"

#ifdef __AVR__
#define KEPT_IN_MEMORY __attribute__((section(".noinit")))
#else
#define KEPT_IN_MEMORY
#endif

enum Truth : uint8_t { TRUTH_SURE, TRUTH_ESTIMATED, TRUTH_POWER_LOST };

// What a request that changes something was answered.
struct Reply {
  uint16_t tag;   // 0: none
  uint16_t line;  // CRC of the whole line
  uint16_t rev;
  ErrorCode code;
};

// A commit under way: its request, and the talk in the new programme.
struct Commit {
  uint16_t tag, line;
  uint8_t talk;
};

struct Memory {
  Stage stage;
  uint16_t boot;  // number of this boot, and why it came
  Started started;
  uint16_t entered;  // the player's cue, and what it has shown of the talk
  Heard heard;
  Column column;     // for its onsets
  uint16_t log_newest;
  Tick last_bite;  // when the watchdog reset the podium last, and how often in a row
  uint8_t bites;
  uint8_t log_slot;  // of the newest
  uint8_t log_held;  // LOG_LENGTH + 1: so many, and others were forgotten
  Truth truth, truth_before;  // the second is what undo brings back
  uint8_t generation;         // of the programme in force
  uint8_t hand, hand_before;  // which score is that of the talk, and which undo brings back
  Commit commit;
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
// Before another one takes its place: the one that undo would bring back stays.
void memory_score_replace();
void memory_score_changed();
// Whether it came whole through the reset.
bool memory_score_whole();
