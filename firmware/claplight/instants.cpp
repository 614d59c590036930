#include "instants.h"
#include "protocol.gen.h"

static_assert(FOLD % WINK_PERIOD == 0 && FOLD % BLINK_PERIOD == 0, "a fold between two phases");

void time_add(Time &time, uint32_t ms) {
  time.low += ms;
  if (time.low < ms) time.high++;
}

void time_back(Time &time, uint32_t ms) {
  if (time.low < ms) time.high--;
  time.low -= ms;
}

Position tick_fold(uint32_t ms) {
  return ms < (uint32_t)FOLD ? ms : FOLD + ms % WINK_PERIOD;
}

Position time_fold(const Time &time) {
  const uint16_t roll_over = (UINT32_MAX % WINK_PERIOD + 1) % WINK_PERIOD;
  return time.high * roll_over + tick_fold(time.low);
}

Wait wait_until(Wait wait, Position left) {
  return left < wait ? left : wait;
}
