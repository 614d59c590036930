#include "link.h"
#include "board.h"
#include "clock.h"
#include "news.h"
#include "podium.h"
#include "reader.h"
#include "replies.h"
#include "requests.h"

#define SECOND 1000

static bool line_waits;
static Tick second;     // when it began: the next bad line may come a day later
static uint8_t errors;  // answers to bad lines in this second

// Whether one more bad line may be answered in this second.
static bool patient() {
  Tick now = clock_now().low;
  if (now - second >= SECOND) {
    second = now;
    errors = 0;
  }
  if (errors >= ERROR_REPLIES_A_SECOND) return false;
  errors++;
  return true;
}

static void take_line() {
  Command command = Command();
  ErrorCode code = reader_read(command);
  line_waits = false;
  if (code == ACCEPTED) {
    if (!replies_repeat(command)) requests_handle(command);
  } else if (command.tag != NO_TAG || patient()) {
    replies_reject(command.tag, code);
  }
}

bool link_busy() {
  return news_waiting() || replies_waiting() || line_waits;
}

void link_run() {
  int16_t byte;
  while (!line_waits && (byte = port_read()) >= 0) line_waits = reader_take(byte);
  if (!link_busy() || port_room() <= LINE_LIMIT) return;
  if (news_waiting()) news_say();
  else if (!podium_settled()) return;
  else if (replies_waiting()) replies_say();
  else take_line();
}
