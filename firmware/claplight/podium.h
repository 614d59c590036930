// The podium: stage, player and programme put together. Whatever happens to a session happens here,
// whether the button or a line asked for it. No Arduino.
#pragma once
#include "loading.h"
#include "memory.h"
#include "player.h"

struct Podium {
  Player player;
  bool muted;
};
extern Podium podium;

// Goes on with what start.cpp has set up.
void podium_begin();
// Every millisecond: plays if the player is due; whether it was.
bool podium_tick(ShortTick now);
// What an event has left to do and may wait: remembering, the EEPROM. Every turn of the main loop.
void podium_run();
// Whether all of that is done, a commit too, and what was written is in the EEPROM.
bool podium_settled();
// Whether an event may come: the score of the talk is at hand, and no programme is changing.
bool podium_ready();

// Plays now, whatever is due.
void podium_play();

// Why no sender who saw this revision may change the stage, or ACCEPTED.
ErrorCode podium_barred(uint16_t seen);
// An event, at a moment a while ago or (none) now. `amount` in seconds, for grants.
ErrorCode podium_event(Event event, int16_t amount, const Tick *moment);
// An event by the button, which ticks if it is refused.
void podium_press(Event event);
// `quiet`: so many of the talk's first cues were announced already; 0: as many as it remembers.
ErrorCode podium_put(const Anchors &to, uint16_t quiet);

// Whether the loaded programme could come into force with the stage at `talk` in it, and as what.
ErrorCode podium_fits(uint8_t talk, Place &place);
// The loaded programme is in force.
void podium_adopt(uint8_t talk);
