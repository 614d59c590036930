#include "replies.h"
#include "memory.h"
#include "report.h"

// What comes behind `ok` or an error.
enum Value : uint8_t { NO_VALUE, A_REV, A_SETTING };

static struct {
  bool waits;
  Value valued;
  ErrorCode code;
  uint16_t tag;
  uint16_t value;
} answer;

static void set_answer(uint16_t tag, ErrorCode code, Value valued, uint16_t value) {
  answer.waits = true;
  answer.valued = valued;
  answer.tag = tag;
  answer.code = code;
  answer.value = value;
}

static bool acts_once(Request request) {
  return REQUESTS_ONCE >> request & 1;
}

// `ok` to what changes the stage comes with the revision, and so do the stage's refusals.
static void answer_rev(uint16_t tag, ErrorCode code, bool once, uint16_t rev) {
  bool valued = code == ACCEPTED ? once : code < ERROR_CHECKSUM;
  set_answer(tag, code, valued ? A_REV : NO_VALUE, rev);
}

void replies_keep(uint16_t tag, uint16_t line, ErrorCode code) {
  Reply &reply = memory.replies[memory.next_reply];
  memory.next_reply = (memory.next_reply + 1) % KEPT_REPLIES;
  reply.tag = tag;
  reply.line = line;
  reply.code = code;
  reply.rev = memory.stage.rev;
  memory_touch();
}

void replies_answer(const Command &command, ErrorCode code) {
  bool once = acts_once(command.request);
  if (once) replies_keep(command.tag, command.line, code);
  answer_rev(command.tag, code, once, memory.stage.rev);
}

void replies_answer_commit(ErrorCode code) {
  replies_keep(memory.commit.tag, memory.commit.line, code);
  answer_rev(memory.commit.tag, code, true, memory.stage.rev);
}

void replies_answer_setting(uint16_t tag, int16_t value) {
  set_answer(tag, ACCEPTED, A_SETTING, value);
}

void replies_reject(uint16_t tag, ErrorCode code) {
  set_answer(tag, code, NO_VALUE, 0);
}

bool replies_repeat(const Command &command) {
  for (uint8_t i = 0; i < KEPT_REPLIES; i++) {
    const Reply &reply = memory.replies[i];
    if (reply.tag != command.tag || reply.line != command.line) continue;
    answer_rev(reply.tag, reply.code, true, reply.rev);
    return true;
  }
  return false;
}

bool replies_waiting() {
  return answer.waits;
}

void replies_say() {
  answer.waits = false;
  if (answer.code == ACCEPTED) report_ok(answer.tag);
  else report_error(answer.tag, answer.code);
  if (answer.valued == A_REV) report_number(answer.value);
  if (answer.valued == A_SETTING) report_signed(answer.value);
  report_end();
}
