#include "player.h"

// The score that the stage plays, or none.
static const Score *score_of(const Player &player) {
  State state = player.stage->at.state;
  if (player.talks == 0 || state == STATE_CLOSED) return 0;
  return state == STATE_STANDBY ? player.changeover : player.talk;
}

// Whether the talk that is on asks for something; the changeover asks for nothing.
static bool asked(const Player &player, uint8_t flag) {
  return player.stage->at.state != STATE_STANDBY && player.talk->flags & flag;
}

static void move(Player &player) {
  player.following = true;
  player.rev = player.stage->rev;
  player.state = player.stage->at.state;
  player.followed_talk = player.stage->at.talk;
}

// Whether the player was already in the score that the stage plays now.
static bool same_score(const Player &player) {
  const Anchors &at = player.stage->at;
  return player.following && player.state != STATE_CLOSED && player.followed_talk == at.talk &&
         (player.state == STATE_STANDBY) == (at.state == STATE_STANDBY);
}

// The announcement, but for a blink where none may be.
static Announcement announced(Announcement announcement, bool steady) {
  return steady && announcement == ANNOUNCEMENT_BLINK ? ANNOUNCEMENT_NONE : announcement;
}

static bool on_talk(const Player &player) {
  return player.stage->at.state != STATE_STANDBY;
}

// What was heard of the talk, after an event. When a grant leaves a talk over its length, cues that
// have been shown stay quiet if they come again; one that brings it under it lets all ahead play.
static void hear_anew(Heard &heard, const Player &player, Position before, bool fresh,
                      uint16_t cue) {
  uint8_t talk = player.stage->at.talk;
  bool over = player.position >= player.score->length;
  if (!over || (fresh && heard.talk != talk)) heard = {talk, (uint16_t)(cue + 1), 0};
  // An event that carries its moment puts the clock back a little; a grant by half a minute or more.
  else if (!fresh && before - player.position >= CORRECTION) heard.quiet = heard.shown;
}

static bool is_quiet(const Player &player) {
  return on_talk(player) && player.entered < player.heard.quiet;
}

// Enters the cues that time has passed, or finds the cue anew after an event.
static void follow(Player &player, Position last, ShortTick now) {
  bool changed = !player.following || player.rev != player.stage->rev;
  bool fresh = changed && !same_score(player);
  player.cues = 0;
  if (changed) {
    move(player);
    player.sound = SOUND_NONE;
  }
  if (!player.score) {
    player.entered = 0;
    return;
  }
  const Score &score = *player.score;
  uint16_t before = player.entered, cue = score_at(score, player.position);
  if (changed && on_talk(player)) hear_anew(player.heard, player, last, fresh, cue);
  if (!fresh) {
    if (cue == before) return;
    // Time goes back by an event or by a correction; a small one takes nothing back.
    if (cue < before && score_due(score, before) - player.position < CORRECTION) return;
  }
  bool passing = !changed && cue > before;
  player.entered = cue;
  bool sounds = (fresh ? cue == 0 : passing && !is_quiet(player)) && !asked(player, TALK_SILENT) &&
                player.position - score_due(score, cue) <= SOUND_LATEST;
  player.cues = passing ? cue - before : 1;
  if (on_talk(player) && player.heard.shown <= cue) player.heard.shown = cue + 1;
  player_sound(player, sounds ? score_signal(score, cue).sound : SOUND_NONE, false, now);
}

// Ends practice when its time is over or an event has come. Its sound ends with it.
static void end_practice(Player &player, ShortTick now) {
  Practice &practice = player.practice;
  State state = player.stage->at.state;
  if (!practice.on) return;
  practice.on = player.rev == practice.rev && (ShortTick)(now - practice.from) < practice.length &&
                (state == STATE_STANDBY || (practice.test && state == STATE_CLOSED));
  if (!practice.on && player.cues == 0) player.sound = SOUND_NONE;
}

// What a signal looks like, and since when it has.
static Look wanted(const Player &player, const Time &now, Position &elapsed) {
  const Practice &practice = player.practice;
  if (practice.on) {
    elapsed = (ShortTick)((ShortTick)now.low - practice.from);
    // Whoever comes up next sees it: in a talk that must not blink, neither does what is tried for it.
    bool steady = player.score && player.talk->flags & TALK_NO_FLASH;
    return {practice.signal.lamps, announced(practice.signal.announcement, steady)};
  }
  // What belongs to no score winks with the player's own clock.
  elapsed = time_fold(now);
  if (player.fault) return {SIGNAL_FAULT_LAMPS, SIGNAL_FAULT_ANNOUNCEMENT};
  if (player.talks == 0) return {SIGNAL_NO_PROGRAMME_LAMPS, SIGNAL_NO_PROGRAMME_ANNOUNCEMENT};
  if (player.state == STATE_HELD) return {SIGNAL_HELD_LAMPS, SIGNAL_HELD_ANNOUNCEMENT};
  if (!player.score) return {SIGNAL_CLOSED_LAMPS, SIGNAL_CLOSED_ANNOUNCEMENT};
  Signal signal = score_signal(*player.score, player.entered);
  if (player.power_lost) return {signal.lamps, POWER_LOST_ANNOUNCEMENT};
  elapsed = player.position - score_due(*player.score, player.entered);
  bool steady = asked(player, TALK_NO_FLASH) || is_quiet(player);
  return {signal.lamps, announced(signal.announcement, steady)};
}

static Wait next_cue(const Player &player, Wait wait) {
  uint16_t next = player.entered + 1;
  if (!player.score || !player.stage->at.going || next >= score_length(*player.score)) return wait;
  return wait_until(wait, score_due(*player.score, next) - player.position);
}

static Wait buzz(Player &player, ShortTick now, Wait wait) {
  player.buzzer = false;
  if (player.sound == SOUND_NONE) return wait;
  ShortTick elapsed = now - player.sounding;
  if (elapsed >= SOUND_LONGEST) {
    player.sound = SOUND_NONE;
    return wait;
  }
  SoundLevel level = player.loud ? LEVEL_NORMAL : player.level;
  wait = wait_until(wait, rhythm_beats(player.sound, level, elapsed, player.buzzer));
  return wait_until(wait, SOUND_LONGEST - elapsed);
}

Wait player_play(Player &player, const Time &now) {
  ShortTick tick = now.low;
  Position last = player.position;
  player.position = stage_position(player.stage->at, now.low);
  player.score = score_of(player);
  follow(player, last, tick);
  end_practice(player, tick);
  Position elapsed;
  Look look = wanted(player, now, elapsed);
  Wait wait = rhythm_lamps(look, elapsed);
  wait = wait_until(wait, column_light(player.column, look.lamps, tick));
  wait = buzz(player, tick, wait);
  if (player.practice.on)
    wait = wait_until(wait, player.practice.length - (ShortTick)(tick - player.practice.from));
  return next_cue(player, wait);
}

void player_practise(Player &player, const Signal &signal, Wait length, bool test, ShortTick now) {
  Practice &practice = player.practice;
  practice.on = true;
  practice.test = test;
  practice.signal = signal;
  practice.rev = player.stage->rev;
  practice.from = now;
  practice.length = length < PRACTICE_LONGEST ? length : PRACTICE_LONGEST;
  player_sound(player, signal.sound, false, now);
}

void player_sound(Player &player, Sound sound, bool loud, ShortTick now) {
  player.sound = sound;
  player.loud = loud;
  player.sounding = now;
}

void player_adopt(Player &player) {
  uint8_t talk = player.stage->at.talk;
  player.heard.talk = player.heard.talk == player.followed_talk ? talk : NO_TALK;
  player.rev = player.stage->rev;
  player.followed_talk = talk;
}

void player_resume(Player &player) {
  move(player);
}
