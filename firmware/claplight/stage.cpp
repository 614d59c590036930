#include "stage.h"

uint32_t stage_elapsed(const Anchors &at, Tick now) {
  if (!at.going) return at.banked;
  uint32_t counted = now - at.anchor, room = LONGEST_ELAPSED - at.banked;
  return at.banked + (counted < room ? counted : room);
}

Position stage_position(const Anchors &at, Tick now) {
  return tick_fold(stage_elapsed(at, now)) - at.granted * 1000L;
}

bool stage_on(const Anchors &at) {
  return at.state == STATE_RUNNING || at.state == STATE_HELD;
}

bool stage_clocked(const Anchors &at) {
  return at.going || stage_on(at) || at.banked != 0;
}

static void change(Stage &stage, bool undoable, bool touched, Tick now) {
  stage.undoable = undoable;
  stage.touched = touched;
  stage.changed = now;
  stage.rev++;
}

// The talk that a move leads to; -1 is before the first.
static int8_t moved(Move move, uint8_t talk, uint8_t talks) {
  if (move == MOVE_NEXT) return talk + 1;
  if (move == MOVE_PREVIOUS) return (talk < talks ? talk : talks) - 1;
  if (move == MOVE_AGAIN && talk >= talks) return 0;
  return talk;
}

static ErrorCode grant(Anchors &at, int16_t amount) {
  if (amount == 0 || (uint16_t)(amount + 1000 * GRANT_STEP) % GRANT_STEP != 0) return ERROR_AMOUNT;
  int16_t granted = at.granted + amount;
  if (granted > GRANT_LIMIT || granted < -GRANT_LIMIT) return ERROR_LIMIT;
  at.granted = granted;
  return ACCEPTED;
}

static ErrorCode turn(ClockAction action, Anchors &at, int16_t amount, Tick now) {
  if (action == CLOCK_GRANT) return grant(at, amount);
  if (action == CLOCK_KEEP) return ACCEPTED;
  at.banked = stage_elapsed(at, now);
  at.anchor = now;
  at.going = action != CLOCK_STOP;
  if (action == CLOCK_ZERO) {
    at.banked = 0;
    at.granted = 0;
  }
  return ACCEPTED;
}

// Whether a moment is to come (its age wraps round), too long ago, or before what led here.
static bool out_of_reach(const Anchors &at, Tick moment, Tick now) {
  Tick age = now - moment;
  return age > OLDEST_MOMENT || age > now - at.moment;
}

ErrorCode stage_step(Stage &stage, const Happening &happening, Tick now, uint8_t talks) {
  Event event = happening.event;
  Tick moment = happening.moment;
  if (event == EVENT_UNDO) {
    if (!stage.undoable) return ERROR_NOTHING;
    stage.at = stage.before;
    change(stage, false, true, now);
    return ACCEPTED;
  }
  uint8_t cell = pgm_read_byte(&TABLE[event][stage.at.state]);
  if (cell == CELL_REFUSED) return ERROR_REFUSED;
  if (event == EVENT_GO && stage.touched && now - stage.changed < GO_GUARD) return ERROR_GUARD;
  if (out_of_reach(stage.at, moment, now)) return ERROR_MOMENT;
  int8_t talk = moved(CELL_MOVE(cell), stage.at.talk, talks);
  if (talk < 0) return ERROR_FIRST;
  Anchors before = stage.at;
  ErrorCode turned = turn(CELL_CLOCK(cell), stage.at, happening.amount, moment);
  if (turned != ACCEPTED) return turned;
  stage.before = before;
  stage.at.talk = talk;
  stage.at.moment = moment;
  stage.at.state = CELL_TO(cell);
  if (stage.at.state == STATE_STANDBY && talk >= talks) stage.at.state = STATE_CLOSED;
  change(stage, true, true, now);
  return ACCEPTED;
}

Event stage_meaning(Event event, State state) {
  if (event != EVENT_GO) return event;
  return state == STATE_RUNNING ? EVENT_FINISH : EVENT_START;
}

void stage_put(Stage &stage, const Anchors &to, Tick now) {
  stage.at = to;
  stage.at.anchor = stage.at.moment = now;
  if (to.state == STATE_HELD) stage.at.going = false;
  change(stage, false, false, now);
}

void stage_adopt(Stage &stage, uint8_t talk) {
  stage.at.talk = talk;
  change(stage, false, stage.touched, stage.changed);
}

static bool is_before(Tick tick, Tick to) {
  return (int32_t)(to - tick) > 0;
}

static void rebase(Anchors &at, Tick to) {
  if (is_before(at.moment, to)) at.moment = to;
  if (!is_before(at.anchor, to)) return;
  at.banked = stage_elapsed(at, to);
  at.anchor = to;
}

void stage_rebase(Stage &stage, Tick now) {
  rebase(stage.at, now - OLDEST_MOMENT);
  rebase(stage.before, now - OLDEST_MOMENT);
  if (now - stage.changed >= GO_GUARD) stage.touched = false;
}
