// Points in time and lengths of time, in milliseconds.
#pragma once
#include <stdint.h>

// The low 32 bits of the clock. Differences of two are right if they are less than 49.7 days apart;
// what gets old is moved on (stage_rebase).
typedef uint32_t Tick;
// The low 16 bits of the clock, for what is over within half a minute.
typedef uint16_t ShortTick;

// The whole clock: 40 bits are 34 years. (Of 64 bits each addition would take a hundred bytes.)
struct Time {
  uint32_t low;
  uint8_t high;
};

void time_add(Time &time, uint32_t ms);
void time_back(Time &time, uint32_t ms);

// A position in a score. No score goes on for longer than 65 hours, but its last signal may, for
// weeks: what is beyond is folded back to where every rhythm is in the same phase.
typedef int32_t Position;
const Position FOLD = 1073740000L;
Position time_fold(const Time &time);
Position tick_fold(uint32_t ms);

// How long nothing will change. Cut to half a minute: whoever asks, asks again.
typedef uint16_t Wait;
const Wait LONGEST_WAIT = 30000;
// The shorter one of a wait and the time until a position.
Wait wait_until(Wait wait, Position left);

// Whether `now` has reached `due`, which is at most half a minute away from it.
inline bool tick_reached(ShortTick due, ShortTick now) { return (int16_t)(now - due) >= 0; }
