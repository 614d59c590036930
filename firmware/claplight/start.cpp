#include "start.h"
#include "clock.h"
#include "log.h"
#include "podium.h"
#include "replies.h"
#include "ring.h"
#include "settings.h"

// What passes between the last stamp before a watchdog reset and the first tick after it, in ms.
#define BITE_TAKES 22
// And the same of our own start, after a bootloader has taken its time.
#define START_TAKES 3
// So many watchdog resets, one after the other within so many ms, are a fault.
#define BITES 3
#define BITES_WITHIN 5000

// Standby or closed, where the EEPROM says; or the opening.
static void come_up(const Record &record, bool found) {
  Place place = programme_place();
  if (found && record.generation == ring_generation(programme_generation())) {
    place.closed = record.talk == RING_CLOSED;
    place.talk = place.closed ? programme_talks() : programme_find(record.talk);
    place.under_way = record.under_way;
  }
  Anchors &at = memory.stage.at;
  uint8_t talks = programme_talks();
  if (place.talk > talks || talks == 0) return;
  at.talk = place.talk;
  if (place.closed) at.state = STATE_CLOSED;
  else if (at.talk == talks) at.talk = 0;
  else if (place.under_way) memory.truth = TRUTH_POWER_LOST;
}

// The stage is as it was, but a reset may have come between a new programme and its adoption.
static void go_on(const Time &now, ShortTick taken) {
  memory.truth = TRUTH_ESTIMATED;
  if (memory.generation != programme_generation()) {
    stage_adopt(memory.stage, programme_place().talk);
    log_add(LOG_COMMIT, 0, now);
    replies_keep(memory.commit.tag, memory.commit.line, ACCEPTED);
  }
  podium.player.entered = memory.entered;
  podium.player.heard = memory.heard;
  podium.player.column = memory.column;
  column_resume(podium.player.column, taken);
  player_resume(podium.player);
}

static void count_bites(bool bitten) {
  Tick now = clock_now().low;
  if (!bitten || now - memory.last_bite > BITES_WITHIN) memory.bites = 0;
  if (bitten) memory.bites++;
  memory.last_bite = now;
  podium.player.fault = memory.bites >= BITES;
}

void start_begin(bool bitten) {
  podium.player.stage = &memory.stage;
  Time start;
  bool kept = clock_stamp(start) && memory_recall();
  ShortTick taken = bitten ? BITE_TAKES : settings_get(SETTING_BOOT_DELAY) + START_TAKES;
  if (!kept) start = Time();
  else time_add(start, taken);
  clock_begin(start);
  clock_trim(settings_get(SETTING_TRIM));
  Record record;
  bool found = ring_begin(record);
  programme_begin(found, record.generation);
  memory.started = !kept ? STARTED_COLD : bitten ? STARTED_WATCHDOG : STARTED_RESET;
  if (kept) go_on(start, taken);
  else come_up(record, found);
  if (!kept && found) memory.boot = record.boot;
  memory.boot++;
  memory.generation = programme_generation();
  count_bites(kept && bitten);
}
