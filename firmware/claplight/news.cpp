#include "news.h"
#include "clock.h"
#include "memory.h"
#include "report.h"

static uint8_t waiting;  // a bit for each push
static bool greeted;
static ShortTick beat_due;

static struct {
  uint16_t rev, cue;
  uint8_t talk, score;
  uint32_t elapsed;
  int16_t granted;
} cue;

static struct {
  uint16_t rev;
  Event event;
  ErrorCode result;
} press;

void news_begin() {
  waiting |= 1 << PUSH_CLAPLIGHT | 1 << PUSH_BOOT | 1 << PUSH_STAGE;
}

void news_greeted(ShortTick now) {
  greeted = true;
  beat_due = now + BEAT_PERIOD;
}

bool news_tick(ShortTick now) {
  if (!tick_reached(beat_due, now)) return false;
  beat_due = now + BEAT_PERIOD;
  if (greeted) news_push(PUSH_BEAT);
  return true;
}

void news_push(Push push) {
  waiting |= 1 << push;
}

void news_cue(uint8_t score, uint16_t number, Tick now) {
  const Stage &stage = memory.stage;
  cue.rev = stage.rev;
  cue.talk = stage.at.talk;
  cue.score = score;
  cue.cue = number;
  cue.elapsed = stage_elapsed(stage.at, now);
  cue.granted = stage.at.granted;
  news_push(PUSH_CUE);
}

void news_press(Event event, ErrorCode result) {
  press.rev = memory.stage.rev;
  press.event = event;
  press.result = result;
  news_push(PUSH_PRESS);
}

bool news_waiting() {
  return waiting != 0;
}

static void say(Push push) {
  report_push(push);
  switch (push) {
    case PUSH_CLAPLIGHT: report_greeting(); break;
    case PUSH_BOOT: report_boot(); break;
    case PUSH_STAGE: report_stage(); break;
    case PUSH_CUE:
      report_number(cue.rev);
      report_number(cue.talk);
      report_number(cue.score);
      report_number(cue.cue);
      report_position(cue.elapsed, cue.granted);
      break;
    case PUSH_PRESS:
      report_number(press.rev);
      report_kind(press.event);
      report_result(press.result);
      break;
    default:
      report_number(memory.stage.rev);
      report_time(clock_now());
      report_number(memory.log_newest);
  }
  report_end();
}

void news_say() {
  for (uint8_t push = 0; push < PUSH_COUNT; push++) {
    if (!(waiting >> push & 1)) continue;
    waiting &= ~(1 << push);
    say((Push)push);
    return;
  }
}
