#include "rhythm.h"

static uint8_t winking(Announcement announcement) {
  switch (announcement) {
    case ANNOUNCEMENT_WINK_GREEN: return LAMP_GREEN;
    case ANNOUNCEMENT_WINK_AMBER: return LAMP_AMBER;
    default: return LAMP_RED;
  }
}

Wait rhythm_lamps(Look &look, Position elapsed) {
  if (look.announcement == ANNOUNCEMENT_NONE) return LONGEST_WAIT;
  Position early = elapsed < 0 ? -elapsed : 0;
  if (early > 0) elapsed = 0;
  uint16_t phase, change;
  if (look.announcement == ANNOUNCEMENT_BLINK) {
    if (elapsed >= BLINK_LASTS) return LONGEST_WAIT;
    phase = (uint16_t)elapsed % BLINK_PERIOD;
    change = BLINK_PERIOD / 2;
    if (phase >= change) {
      look.lamps = 0;
      change = BLINK_PERIOD;
    }
  } else {
    phase = (uint32_t)elapsed % WINK_PERIOD;
    change = WINK_PERIOD;
    if (phase < WINK_LASTS) {
      look.lamps ^= winking(look.announcement);
      change = WINK_LASTS;
    }
  }
  return wait_until(LONGEST_WAIT, early + (change - phase));
}

Wait rhythm_beats(Sound sound, SoundLevel level, uint16_t elapsed, bool &beats) {
  if (level == LEVEL_OFF) return LONGEST_WAIT;
  uint16_t length = pgm_read_word(&SOUND_LENGTHS[2 * sound + (level == LEVEL_NORMAL)]);
  uint8_t end = pgm_read_byte(&SOUND_STARTS[sound + 1]);
  for (uint8_t i = pgm_read_byte(&SOUND_STARTS[sound]); i < end; i++) {
    uint16_t beat = pgm_read_byte(&SOUND_BEATS[i]) * SOUND_BEAT_UNIT;
    if (beat > elapsed) return beat - elapsed;
    beats = elapsed < beat + length;
    if (beats) return beat + length - elapsed;
  }
  return LONGEST_WAIT;
}
