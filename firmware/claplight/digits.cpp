#include "digits.h"

// Writes from the right to the left. What has no room is left out.
struct Writer {
  uint8_t *cells;
  uint8_t room;
};

static void put(Writer &to, uint8_t cell) {
  if (to.room > 0) to.cells[--to.room] = cell;
}

static void put_number(Writer &to, uint16_t number, uint8_t point) {
  for (;; point = 0) {
    put(to, number % 10 | point);
    number /= 10;
    if (number == 0) return;
  }
}

static void put_two(Writer &to, uint8_t number, uint8_t point) {
  put(to, number % 10 | point);
  put(to, number / 10);
}

static void put_clock(Writer &to, uint16_t minutes, uint8_t seconds, bool hours) {
  put_two(to, seconds, 0);
  if (hours && minutes >= 60) {
    put_two(to, minutes % 60, CELL_POINT);
    minutes /= 60;
  }
  put_number(to, minutes, CELL_POINT);
}

// What has no room is told in whole minutes: those left are rounded up, all others down.
static void put_time(Writer to, uint32_t seconds, bool sign, bool left) {
  uint16_t minutes = seconds / 60;
  uint8_t rest = seconds - minutes * 60UL;
  uint8_t digits = to.room - sign;
  bool wide = digits > 4;
  if (wide || minutes < (digits == 4 ? 100 : 10)) put_clock(to, minutes, rest, wide);
  else put_number(to, minutes + (left && rest > 0), 0);
  if (sign) put(to, CELL_DASH);
}

static void fill(const Writer &to, uint8_t cell) {
  for (uint8_t i = 0; i < to.room; i++) to.cells[i] = cell;
}

static void put_between(const Writer &to, const DigitsWish &wish, const Anchors &at, Tick now) {
  if (wish.changeover == DIGIT_CHANGEOVER_DASHES) fill(to, CELL_DASH);
  else if (wish.changeover == DIGIT_CHANGEOVER_SINCE && stage_clocked(at))
    put_time(to, stage_elapsed(at, now) / 1000, false, false);
}

// Time left is rounded up, time over and time passed are rounded down.
static void put_talk(const Writer &to, const DigitsWish &wish, Position position, Position length) {
  bool up = wish.count == DIGIT_COUNT_UP;
  if (position < length) {
    if (up) put_time(to, (position > 0 ? position : 0) / 1000, false, false);
    else put_time(to, (length - position + 999) / 1000, false, true);
    return;
  }
  if (wish.over == DIGIT_OVER_DARK) return;
  uint32_t passed = wish.over == DIGIT_OVER_STOP ? 0 : (position - length) / 1000;
  if (up) put_time(to, length / 1000 + passed, false, false);
  else put_time(to, passed, passed > 0, false);
}

static bool blinked_out(const Player &player, const Time &now) {
  if (player.stage->at.state != STATE_HELD || player.talk->flags & TALK_NO_FLASH) return false;
  return (uint16_t)((uint32_t)time_fold(now) % DIGITS_BLINK_PERIOD) >= DIGITS_BLINK_LIT;
}

void digits_say(Digits &digits, const DigitsWish &wish, const Player &player, const Time &now) {
  const Anchors &at = player.stage->at;
  Writer to = {digits.cells, wish.width};
  bool test = player.practice.on && player.practice.test;
  fill(to, test ? CELL_FULL : CELL_BLANK);
  if (test || player.fault || player.talks == 0 || at.state == STATE_CLOSED) return;
  if (at.state == STATE_STANDBY) put_between(to, wish, at, now.low);
  else if (!blinked_out(player, now))
    put_talk(to, wish, stage_position(at, now.low), player.talk->length);
}
