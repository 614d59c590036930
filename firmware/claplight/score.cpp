#include "score.h"

#define COUNT_MASK 0x1F
#define LENGTH_SHIFT 9  // of the bit 0x80 to bit 16
#define DUE_MASK ((1UL << DUE_BITS) - 1)
#define SOUND_SHIFT (DUE_BITS - 16)

uint8_t score_count(uint8_t first) {
  return first & COUNT_MASK;
}

void score_head(Score &score, const uint8_t *head) {
  uint32_t seconds = (uint32_t)(head[0] & ~COUNT_MASK) << LENGTH_SHIFT;
  seconds |= head[3] | (uint16_t)head[4] << 8;
  score.id = 0;
  score.flags = 0;
  score.count = score_count(head[0]);
  score.every = head[1];
  score.times = head[2];
  score.length = seconds * 1000;
}

static uint8_t last(const Score &score) {
  return score.count - 1;
}

static const uint8_t *bytes(const Score &score, uint16_t cue) {
  return score.cues + LAYOUT_CUE * (cue < score.count ? (uint8_t)cue : last(score));
}

static Position due(const Score &score, uint8_t cue) {
  const uint8_t *at = bytes(score, cue);
  return (((uint32_t)at[0] | (uint32_t)at[1] << 8 | (uint32_t)at[2] << 16) & DUE_MASK) * DUE_UNIT;
}

static uint32_t interval(const Score &score) {
  return score.every * 1000UL;
}

uint16_t score_at(const Score &score, Position position) {
  uint8_t cue = last(score);
  while (cue > 0 && due(score, cue) > position) cue--;
  if (cue < last(score) || score.times == 0 || position < due(score, cue)) return cue;
  uint32_t passed = (uint32_t)(position - due(score, cue)) / interval(score);
  return cue + (passed < score.times ? (uint8_t)passed : score.times);
}

Position score_due(const Score &score, uint16_t cue) {
  uint8_t repeats = cue > last(score) ? cue - last(score) : 0;
  return due(score, cue - repeats) + repeats * interval(score);
}

Signal score_signal(const Score &score, uint16_t cue) {
  const uint8_t *at = bytes(score, cue);
  Signal signal = {(uint8_t)(at[3] & 15), (Announcement)(at[3] >> 4), (Sound)(at[2] >> SOUND_SHIFT)};
  return signal;
}

uint16_t score_length(const Score &score) {
  return score.count + score.times;
}
