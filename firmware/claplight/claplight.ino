// Claplight: a podium light for lightning talks. It holds the programme of a session and plays it
// by itself; a computer that listens may come and go.

#include "board.h"
#include "button.h"
#include "buzzer.h"
#include "clock.h"
#include "display.h"
#include "link.h"
#include "news.h"
#include "pins.h"
#include "podium.h"
#include "requests.h"
#include "ring.h"
#include "settings.h"
#include "start.h"
#include "store.h"

void setup() {
  board_begin();
  // A byte that was being written when the reset came still is, for 3.4 ms at most.
  while (!store_idle()) {
  }
  settings_begin();
  pins_begin();
  buzzer_begin();
  display_begin();
  start_begin(board_bitten());
  button_begin(memory.started == STARTED_COLD);
  podium_begin();
  news_begin();
  port_begin();
}

// Whether something is left to do besides waiting for the next millisecond or byte.
static bool busy = true;

static void run() {
  podium_run();
  link_run();
  requests_run();
  ring_run();
  store_run();
  busy = link_busy() || !podium_settled();
}

void loop() {
  board_sleep();
  bool called = port_heard(), ticked = clock_ticked();
  if (ticked) {
    board_kick();
    ShortTick now = clock_short();
    called |= podium_tick(now);
    called |= button_tick(now);
    called |= news_tick(now);
  }
  if (called || busy) run();
  if (ticked) display_run();
}
