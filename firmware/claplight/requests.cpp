#include "requests.h"
#include "clock.h"
#include "log.h"
#include "news.h"
#include "replies.h"
#include "report.h"
#include "rewire.h"
#include "settings.h"
#include "trial.h"

static_assert(REQUEST_GO - REQUEST_START == EVENT_GO, "requests have the order of the events");

// Whatever changes the stage has first the revision that its sender saw.
#define EVENT_REV 0
static_assert(START_REV == EVENT_REV && GRANT_REV == EVENT_REV && PUT_REV == EVENT_REV, "it is");

static void time_now() {
  uint16_t us;
  Time now = clock_precise(us);
  report_time(now);
  report_number(us);
}

static void log_since(uint16_t since) {
  uint16_t behind = log_behind(since);
  if (behind == 0) report_log_end();
  else if (behind > log_held()) report_log_gap();
  else report_entry(behind);
}

static bool only_asks(Request request) {
  return request <= REQUEST_TIME || request == REQUEST_LOG || request == REQUEST_GET;
}

// Answers the requests that only ask, at once.
static void tell(const Command &command) {
  report_ok(command.tag);
  switch (command.request) {
    case REQUEST_HELLO:
      report_greeting();
      news_greeted(clock_short());
      break;
    case REQUEST_BOOT: report_boot(); break;
    case REQUEST_STAGE: report_stage(); break;
    case REQUEST_TIME: time_now(); break;
    case REQUEST_LOG: log_since(command.values[LOG_SINCE]); break;
    default: report_signed(settings_get((Setting)command.values[GET_NAME]));
  }
  report_end();
}

static ErrorCode put(const Command &command) {
  Anchors to;
  to.state = (State)command.values[PUT_STATE];
  to.talk = command.values[PUT_TALK];
  to.going = command.timed;
  to.banked = command.time;
  to.granted = command.values[PUT_GRANTED];
  return podium_put(to, command.values[PUT_QUIET]);
}

// How loud, how bright, what the digits say: that may change while a talk is on.
static bool is_wiring(Setting setting) {
  return setting < SETTING_SOUND || setting == SETTING_DIGITS ||
         (setting > SETTING_BOOT_DELAY && setting < SETTING_DIGITS_BRIGHTNESS);
}

static ErrorCode set(Setting setting, int16_t value) {
  if (is_wiring(setting) && stage_on(memory.stage.at)) return ERROR_BUSY;
  ErrorCode code = settings_set(setting, value);
  if (code == ACCEPTED) rewire(is_wiring(setting));
  return code;
}

static ErrorCode begin_commit(const Command &command) {
  if (podium.player.fault) return ERROR_FAULT;
  if ((uint16_t)command.values[COMMIT_REV] != memory.stage.rev) return ERROR_STALE;
  memory.commit.tag = command.tag;
  memory.commit.line = command.line;
  memory.commit.talk = command.values[COMMIT_TALK];
  // A reset may come between the new programme and the answer: the next start then answers for it.
  memory_touch();
  return loading_commit(command.values[COMMIT_PROGRAMME]);
}

static ErrorCode event(const Command &command) {
  Request request = command.request;
  int16_t amount = request == REQUEST_GRANT ? command.values[GRANT_AMOUNT] : 0;
  return podium_event((Event)(request - REQUEST_START), amount, command.timed ? &command.time : 0);
}

static ErrorCode act(const Command &command) {
  const int16_t *values = command.values;
  Request request = command.request;
  if (request >= REQUEST_START && request <= REQUEST_PUT) {
    ErrorCode code = podium_barred(values[EVENT_REV]);
    if (code != ACCEPTED) return code;
    if (request == REQUEST_PUT) return put(command);
    return event(command);
  }
  switch (request) {
    case REQUEST_LOAD: return loading_load(values[LOAD_BYTES], values[LOAD_PROGRAMME]);
    case REQUEST_DATA: return loading_data(values[DATA_OFFSET], command.bytes, values[DATA_BYTES]);
    case REQUEST_COMMIT: return begin_commit(command);
    case REQUEST_PRACTISE:
      return trial_practise(values[PRACTISE_SCORE], values[PRACTISE_CUE], values[PRACTISE_LENGTH]);
    case REQUEST_LAMPS: return trial_lamps(values[LAMPS_SET], values[LAMPS_LENGTH]);
    case REQUEST_BUZZ: return trial_buzzer((Sound)values[BUZZ_SOUND]);
    case REQUEST_SET: return set((Setting)values[SET_NAME], values[SET_VALUE]);
    default: trial_mute(values[MUTE_ON]); return ACCEPTED;
  }
}

void requests_handle(const Command &command) {
  if (only_asks(command.request)) {
    tell(command);
    return;
  }
  ErrorCode code = act(command);
  if (code == ACCEPTED && command.request == REQUEST_SET)
    replies_answer_setting(command.tag, settings_get((Setting)command.values[SET_NAME]));
  else if (code != ACCEPTED || command.request != REQUEST_COMMIT)
    replies_answer(command, code);
}

static void end_commit(ErrorCode code) {
  loading_end();
  replies_answer_commit(code);
}

void requests_run() {
  if (!loading_committing()) return;
  Place place;
  ErrorCode code;
  switch (loading_run()) {
    case LOADING_DAMAGED: end_commit(ERROR_DAMAGED); break;
    case LOADING_CHECKED:
      code = podium_fits(memory.commit.talk, place);
      if (code == ACCEPTED) loading_seal(place);
      else end_commit(code);
      break;
    case LOADING_SEALED:
      podium_adopt(memory.commit.talk);
      end_commit(ACCEPTED);
      break;
    default: break;
  }
}
