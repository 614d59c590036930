// Rhythms and sounds: what lamps and buzzer do so long after a signal began, and how long that will
// not change. The twin of lampsAt, buzzerAt and the like in protocol/signal.ts. No Arduino.
#pragma once
#include "instants.h"
#include "protocol.gen.h"

struct Look {
  uint8_t lamps;
  Announcement announcement;
};

// Makes of a signal's lamps those that are lit.
Wait rhythm_lamps(Look &look, Position elapsed);
// Whether a sound is in a beat. It is over after SOUND_LONGEST.
const uint16_t SOUND_LONGEST = 4000;
Wait rhythm_beats(Sound sound, SoundLevel level, uint16_t elapsed, bool &beats);
