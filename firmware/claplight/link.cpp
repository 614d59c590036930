#include "link.h"
#include "board.h"
#include "clock.h"
#include "compact.h"
#include "podium.h"
#include "replies.h"
#include "report.h"
#include "requests.h"

#define SECOND 1000

// What comes behind `ok` or an error.
enum Value : uint8_t { NO_VALUE, A_REV, A_SETTING };

static struct Link {
  uint8_t pushes;  // a bit for each that waits

  struct {
    uint16_t rev, cue;
    uint8_t talk, score;
    uint32_t elapsed;
    int16_t granted;
  } cue;

  struct {
    uint16_t rev;
    Event event;
    ErrorCode result;
  } press;

  struct {
    bool waits;
    Value valued;
    ErrorCode code;
    uint16_t tag;
    uint16_t value;
  } answer;

  bool line_waits;
  bool greeted;
  ShortTick beat_due;
  ShortTick second;
  uint8_t errors;  // answers to bad lines in this second
} variables;

void link_push(Push push) {
  variables.pushes |= 1 << push;
}

void link_begin() {
  variables.pushes |= 1 << PUSH_CLAPLIGHT | 1 << PUSH_BOOT | 1 << PUSH_STAGE;
}

void link_cue(uint8_t score, Tick now) {
  const Stage &stage = memory.stage;
  Link &link = base(variables);
  link.cue.rev = stage.rev;
  link.cue.talk = stage.at.talk;
  link.cue.score = score;
  link.cue.cue = podium.player.entered;
  link.cue.elapsed = stage_elapsed(stage.at, now);
  link.cue.granted = stage.at.granted;
  link_push(PUSH_CUE);
}

void link_press(Event event, ErrorCode result) {
  Link &link = base(variables);
  link.press.rev = memory.stage.rev;
  link.press.event = event;
  link.press.result = result;
  link_push(PUSH_PRESS);
}

void link_greeted() {
  variables.greeted = true;
  variables.beat_due = clock_short() + BEAT_PERIOD;
}

static void say(const Link &link, Push push) {
  report_push(push);
  switch (push) {
    case PUSH_CLAPLIGHT: report_greeting(); break;
    case PUSH_BOOT: report_boot(); break;
    case PUSH_STAGE: report_stage(); break;
    case PUSH_CUE:
      report_number(link.cue.rev);
      report_number(link.cue.talk);
      report_number(link.cue.score);
      report_number(link.cue.cue);
      report_position(link.cue.elapsed, link.cue.granted);
      break;
    case PUSH_PRESS:
      report_number(link.press.rev);
      report_kind(link.press.event);
      report_result(link.press.result);
      break;
    default:
      report_number(memory.stage.rev);
      report_time(clock_now());
  }
  report_end();
}

static void say_next_push(Link &link) {
  uint8_t push = 0, bit = 1;
  for (; !(link.pushes & bit); bit <<= 1) push++;
  link.pushes &= ~bit;
  say(link, (Push)push);
}

static void say_answer(Link &link) {
  link.answer.waits = false;
  if (link.answer.code == ACCEPTED) report_ok(link.answer.tag);
  else report_error(link.answer.tag, link.answer.code);
  if (link.answer.valued == A_REV) report_number(link.answer.value);
  if (link.answer.valued == A_SETTING) report_signed(link.answer.value);
  report_end();
}

OUT_OF_LINE static void set_answer(uint16_t tag, ErrorCode code, Value valued, uint16_t value) {
  Link &link = base(variables);
  link.answer.waits = true;
  link.answer.valued = valued;
  link.answer.tag = tag;
  link.answer.code = code;
  link.answer.value = value;
}

// `ok` to what changes the stage comes with the revision, and so do the stage's refusals.
static void answer_rev(uint16_t tag, ErrorCode code, bool once, uint16_t rev) {
  bool valued = code == ACCEPTED ? once : code < ERROR_CHECKSUM;
  set_answer(tag, code, valued ? A_REV : NO_VALUE, rev);
}

void link_answer(uint16_t tag, Request request, ErrorCode code) {
  uint16_t rev = memory.stage.rev;
  bool once = replies_wanted(request);
  if (once) {
    replies_add(tag, request, code, rev);
    podium_touch();
  }
  answer_rev(tag, code, once, rev);
}

void link_answer_setting(uint16_t tag, int16_t value) {
  set_answer(tag, ACCEPTED, A_SETTING, value);
}

// Whether one more bad line may be answered in this second.
static bool patient(Link &link) {
  ShortTick now = clock_short();
  if ((ShortTick)(now - link.second) >= SECOND) {
    link.second = now;
    link.errors = 0;
  }
  if (link.errors >= ERROR_REPLIES_A_SECOND) return false;
  link.errors++;
  return true;
}

static void take(Link &link) {
  Command command;
  ErrorCode code = reader_read(command);
  uint16_t rev;
  link.line_waits = false;
  if (code != ACCEPTED) {
    if (command.tag != NO_TAG || patient(link)) set_answer(command.tag, code, NO_VALUE, 0);
  } else if (replies_find(command.tag, command.request, code, rev)) {
    answer_rev(command.tag, code, true, rev);
  } else {
    requests_handle(command);
  }
}

bool link_tick(ShortTick now) {
  if (!tick_reached(variables.beat_due, now)) return false;
  variables.beat_due = now + BEAT_PERIOD;
  if (variables.greeted) link_push(PUSH_BEAT);
  return true;
}

bool link_busy() {
  return variables.pushes || variables.answer.waits || variables.line_waits;
}

void link_run() {
  Link &link = base(variables);
  int16_t byte;
  while (!link.line_waits && (byte = port_read()) >= 0) link.line_waits = reader_take(byte);
  if (!link_busy() || port_room() <= LINE_LIMIT) return;
  if (link.pushes) say_next_push(link);
  else if (!podium_settled()) return;
  else if (link.answer.waits) say_answer(link);
  else take(link);
}
