#include "trial.h"
#include "clock.h"

static ErrorCode forbidden() {
  if (podium.player.fault) return ERROR_FAULT;
  State state = memory.stage.at.state;
  return state == STATE_RUNNING || state == STATE_HELD ? ERROR_BUSY : ACCEPTED;
}

static void show(const Signal &signal, uint8_t seconds, bool test) {
  player_practise(podium.player, signal, seconds * 1000U, test, clock_short());
  podium_play();
}

ErrorCode trial_practise(uint8_t number, uint16_t cue, uint8_t seconds) {
  if (forbidden() != ACCEPTED) return forbidden();
  if (programme_talks() == 0) return ERROR_NO_PROGRAMME;
  if (memory.stage.at.state != STATE_STANDBY) return ERROR_BUSY;
  Score score;
  if (!programme_score(number, score) || cue >= score_length(score)) return ERROR_RANGE;
  show(score_signal(score, cue), seconds, false);
  return ACCEPTED;
}

ErrorCode trial_lamps(uint8_t set, uint8_t seconds) {
  if (forbidden() != ACCEPTED) return forbidden();
  Signal signal = {set, ANNOUNCEMENT_NONE, SOUND_NONE};
  show(signal, seconds, true);
  return ACCEPTED;
}

ErrorCode trial_buzzer(Sound sound) {
  if (forbidden() != ACCEPTED) return forbidden();
  player_sound(podium.player, sound, true, clock_short());
  podium_play();
  return ACCEPTED;
}

void trial_mute(bool on) {
  podium.muted = on;
  podium_play();
}
