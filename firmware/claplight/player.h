// The player: which cue of a score is shown, which lamps are lit and whether the buzzer sounds. The
// twin of protocol/player.ts; no Arduino, and no clock of its own.
#pragma once
#include "column.h"
#include "score.h"
#include "stage.h"

// A signal shown in standby so that people learn it; a lamp test also when the stage is closed.
struct Practice {
  bool on;
  bool test;
  Signal signal;
  uint16_t rev;
  ShortTick from;
  Wait length;
};

// How many cues of a talk were shown, and how many of them are quiet if they come again: kindness
// does not alarm twice.
struct Heard {
  uint8_t talk;
  uint16_t shown, quiet;
};

struct Player {
  // What it plays. To be set before player_play.
  const Stage *stage;
  const Score *changeover;
  const Score *talk;  // of the stage's talk
  uint8_t talks;      // 0: no programme
  SoundLevel level;
  bool power_lost;
  bool fault;  // the watchdog gave up: a pattern of its own, and nothing else

  // What it shows, after player_play.
  Column column;
  bool buzzer;
  uint16_t cues;  // how many were entered, the last of which is `entered`

  // What it has followed: the stage's revision, state and talk, and the number of the cue.
  bool following;
  uint16_t rev;
  State state;
  uint8_t followed_talk;
  uint16_t entered;
  Heard heard;
  const Score *score;  // that it plays, or none
  Position position;
  Sound sound;
  bool loud;  // a buzzer test: at normal level, whatever is set
  ShortTick sounding;
  Practice practice;
};

// Plays at `now`. Gives how long nothing will change, unless an event comes first.
Wait player_play(Player &player, const Time &now);

void player_practise(Player &player, const Signal &signal, Wait length, bool test, ShortTick now);
void player_sound(Player &player, Sound sound, bool loud, ShortTick now);
// Follows an edit of the programme: same talk, same cue, another index.
void player_adopt(Player &player);
// Goes on after a reset at the cue that was entered, with the lamps dark.
void player_resume(Player &player);
