#include "podium.h"
#include "board.h"
#include "buzzer.h"
#include "clock.h"
#include "lamps.h"
#include "log.h"
#include "news.h"
#include "ring.h"
#include "settings.h"
#include "store.h"

static_assert((uint8_t)LOG_GO == (uint8_t)EVENT_GO, "the log's kinds begin with the events");

// The anchors of the stage are moved on every 4.7 hours, before 32 bits are too few for them.
#define REBASE_SHIFT 24

Podium podium;

static Score changeover;
static Time now;  // when it played last; an event and what follows from it have one time
static ShortTick due;
static uint8_t rebased;
static bool score_wanted;  // the score of the stage's talk is not the one at hand
static bool score_edited;  // the one at hand is of an older programme: good until its talk ends
static uint8_t score_talk = NO_TALK;
static bool place_wanted;  // the EEPROM is to say where the session is

static void tell_cues(uint16_t cues) {
  memory.entered = podium.player.entered;
  while (cues-- > 0) log_add(LOG_CUE, memory.entered - cues, now);
  bool waits = memory.stage.at.state == STATE_STANDBY;
  news_cue(waits ? 0 : memory_score().flags & TALK_SCORE, memory.entered, now.low);
  memory_touch();
}

// So that a podium that is reset again and again does not flash each time.
static void keep_onsets() {
  const Column &column = podium.player.column;
  if (column_same_onsets(column, memory.column)) return;
  memory.column = column;
  memory_touch();
}

static void rebase() {
  uint8_t turn = now.low >> REBASE_SHIFT;
  if (turn == rebased) return;
  rebased = turn;
  stage_rebase(memory.stage, now.low);
  memory_touch();
}

static void play() {
  Player &player = podium.player;
  player.talks = player.fault ? 0 : programme_talks();
  player.level = podium.muted ? LEVEL_OFF : (SoundLevel)settings_get(SETTING_SOUND);
  player.power_lost = memory.truth == TRUTH_POWER_LOST;
  due = (ShortTick)now.low + player_play(player, now);
  lamps_write(player.column.lit);
  buzzer_write(player.buzzer);
  memory.heard = player.heard;
  keep_onsets();
  if (player.cues > 0) tell_cues(player.cues);
}

void podium_play() {
  now = clock_now();
  rebase();
  play();
}

bool podium_tick(ShortTick tick) {
  if (!tick_reached(due, tick)) return false;
  podium_play();
  return true;
}

// Reads the score of the talk. Only while the EEPROM is ready.
static void fetch_score() {
  uint8_t talk = memory.stage.at.talk;
  score_wanted = score_edited = false;
  if (talk >= programme_talks()) return;
  memory_score_replace();
  programme_talk_score(talk, memory_score());
  memory_score_changed();
  podium.player.talk = &memory_score();
  score_talk = talk;
}

static void follow_talk() {
  const Anchors &at = memory.stage.at;
  if (at.talk == score_talk && (stage_on(at) || !score_edited)) return;
  score_wanted = at.state != STATE_CLOSED;
  // A talk that is on again (undo, put) needs its score at once; nothing is being written then.
  if (stage_on(at)) fetch_score();
}

// The score that the talk had when the event was pressed that undo takes back, even if a programme
// that has come since says another.
static void bring_score_back() {
  memory.hand = memory.hand_before;
  podium.player.talk = &memory_score();
  score_talk = memory_score_whole() ? memory.stage.at.talk : NO_TALK;
  score_edited = true;
}

static bool under_way() {
  const Anchors &at = memory.stage.at;
  return stage_clocked(at) || at.talk > 0 || memory.truth == TRUTH_POWER_LOST;
}

static void note_place() {
  Record record;
  record.talk = memory.stage.at.state == STATE_CLOSED ? RING_CLOSED : memory_score().id;
  if (programme_talks() == 0) record.talk = 0;
  record.under_way = under_way();
  record.generation = ring_generation(memory.generation);
  record.boot = memory.boot;
  ring_note(record);
}

// After every change of the stage: the lamps first, then all that tells of it.
static void changed(LogKind kind, int16_t value, const Time &moment) {
  follow_talk();
  log_add(kind, value, moment);
  play();
  news_push(PUSH_STAGE);
  memory_touch();
  place_wanted = true;
}

void podium_begin() {
  // A talk that is on goes on with the score that was kept; whatever waits, begins with its own.
  if (stage_on(memory.stage.at) && memory_score_whole()) score_talk = memory.stage.at.talk;
  score_edited = true;
  podium.player.changeover = &changeover;
  podium.player.talk = &memory_score();
  programme_score(0, changeover);
  now = clock_now();
  changed(LOG_BOOT, 0, now);
}

void podium_run() {
  memory_settle();
  if (!(score_wanted || place_wanted) || !cells_ready()) return;
  if (score_wanted) fetch_score();
  if (place_wanted) note_place();
  place_wanted = false;
}

bool podium_settled() {
  return memory_settled() && !(score_wanted || place_wanted) && ring_settled() &&
         !loading_committing() && store_idle();
}

bool podium_ready() {
  return !(score_wanted || podium.player.fault || loading_committing());
}

static void settle_truth(bool undone, Tick moment) {
  const Anchors &at = memory.stage.at;
  Truth before = memory.truth == TRUTH_ESTIMATED ? TRUTH_ESTIMATED : TRUTH_SURE;
  bool fresh = at.going && stage_elapsed(at, moment) == 0;
  memory.truth = undone ? memory.truth_before : fresh ? TRUTH_SURE : before;
  memory.truth_before = before;
}

ErrorCode podium_barred(uint16_t seen) {
  if (podium.player.fault) return ERROR_FAULT;
  if (programme_talks() == 0) return ERROR_NO_PROGRAMME;
  return seen == memory.stage.rev ? ACCEPTED : ERROR_STALE;
}

ErrorCode podium_event(Event event, int16_t amount, const Tick *moment) {
  // A cue that is due in this very millisecond comes first.
  podium_play();
  Happening happening = {event, amount, moment ? *moment : now.low};
  Event meant = stage_meaning(event, memory.stage.at.state);
  ErrorCode code = stage_step(memory.stage, happening, now.low, programme_talks());
  if (code != ACCEPTED) return code;
  bool undone = event == EVENT_UNDO;
  settle_truth(undone, happening.moment);
  if (undone) bring_score_back();
  else memory.hand_before = memory.hand;
  // What the player shows is of now; what the log tells is of the moment.
  Time then = now;
  time_back(then, now.low - happening.moment);
  changed((LogKind)meant, amount, then);
  return ACCEPTED;
}

void podium_press(Event event) {
  ErrorCode code = podium_barred(memory.stage.rev);
  if (code == ACCEPTED) code = podium_event(event, 0, 0);
  news_press(event, code);
  if (code == ACCEPTED || podium.player.sound != SOUND_NONE) return;
  player_sound(podium.player, SOUND_TICK, false, clock_short());
  podium_play();
}

ErrorCode podium_put(const Anchors &to, uint16_t quiet) {
  uint8_t most = programme_talks() - (to.state != STATE_CLOSED);
  if (to.talk > most || (stage_on(to) && !to.going)) return ERROR_RANGE;
  podium_play();
  stage_put(memory.stage, to, now.low);
  if (quiet > 0) podium.player.heard = {to.talk, quiet, quiet};
  memory.truth = memory.truth_before = TRUTH_SURE;
  changed(LOG_PUT, 0, now);
  return ACCEPTED;
}

ErrorCode podium_fits(uint8_t talk, Place &place) {
  const Anchors &at = memory.stage.at;
  uint8_t talks = programme_spare_talks();
  if (stage_on(at) && (talk >= talks || programme_spare_id(talk) != memory_score().id))
    return ERROR_TALK_ON;
  place.talk = talk;
  place.closed = at.state == STATE_CLOSED;
  place.under_way = talk > 0 || under_way();
  bool beyond = talk > talks || (talk == talks && talks > 0 && !place.closed);
  return beyond ? ERROR_RANGE : ACCEPTED;
}

void podium_adopt(uint8_t talk) {
  now = clock_now();
  programme_switch();
  memory.generation = programme_generation();
  programme_score(0, changeover);
  stage_adopt(memory.stage, talk);
  player_adopt(podium.player);
  score_edited = true;
  if (stage_on(memory.stage.at)) score_talk = talk;
  changed(LOG_COMMIT, 0, now);
}
