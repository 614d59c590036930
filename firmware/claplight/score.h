// Scores as the podium keeps them, in the bytes of the programme. The twin of cueAt and cue in
// protocol/score.ts. No Arduino.
#pragma once
#include "instants.h"
#include "protocol.gen.h"

// In the flags of a talk: the number of its score.
#define TALK_SCORE 0x0F

// The score of one talk or, with id 0, of the changeover.
struct Score {
  uint16_t id;    // of its talk
  uint8_t flags;  // of its talk: TALK_SILENT, TALK_NO_FLASH
  uint8_t count;
  uint8_t every;  // seconds between two repeats of the last cue
  uint8_t times;
  Position length;  // of the talk
  uint8_t cues[LIMIT_CUES_IN_SCORE * LAYOUT_CUE];
};

struct Signal {
  uint8_t lamps;
  Announcement announcement;
  Sound sound;
};

// The head of a score, of LAYOUT_SCORE bytes: how many cues it has, and what else it says.
uint8_t score_count(uint8_t first);
void score_head(Score &score, const uint8_t *head);
// The number of the cue that holds at a position: 0 also before the start; repeats count on.
uint16_t score_at(const Score &score, Position position);
Position score_due(const Score &score, uint16_t cue);
Signal score_signal(const Score &score, uint16_t cue);
// How many numbers there are, repeats included.
uint16_t score_length(const Score &score);
