#include "clock.h"
#include "wiring.h"
#include <util/atomic.h>

// 16 MHz / 64 / 250 = 1 kHz.
#define TICK_COUNTS 250
// Every so many ticks the trim is added up, and TRIM_SUM of it come to one tick more or less.
#define TRIM_TICKS 50
#define TRIM_SUM (1000000L / TRIM_TICKS)

// General purpose I/O registers, which an interrupt reaches without a detour: ticks are counted in
// one, and a bit of the other asks it to leave a tick out.
#define TICKS GPIOR1
#define SKIP 0

// The time is written to two stamps in turn, so that a reset finds one of them whole. The newer one
// is the clock.
struct Stamp {
  Time time;
  uint16_t check;
};
#define CHECK_SALT 0xC1A9
static Stamp stamps[2] __attribute__((section(".noinit.clock")));

static uint8_t seen;  // how many of the ticks clock_ticked has told of
static uint8_t trim_ticks;
static bool faster;
static uint16_t trim;
static uint16_t trim_sum;

// In an interrupt a call would cost more than all the rest.
#define IN_LINE __attribute__((always_inline)) static inline

IN_LINE uint16_t check(const Time &time) {
  return ((uint16_t)time.low ^ (uint16_t)(time.low >> 16) ^ CHECK_SALT) + time.high;
}

IN_LINE Stamp &newer() {
  return TICKS & 1 ? stamps[1] : stamps[0];
}

ISR(TIMER0_COMPA_vect) {
  Time time = newer().time;
  TICKS++;
  if (GPIOR0 & _BV(SKIP)) GPIOR0 &= ~_BV(SKIP);
  else if (++time.low == 0) time.high++;
  Stamp &stamp = newer();
  stamp.time = time;
  stamp.check = check(time);
}

bool clock_stamp(Time &stamp) {
  // If both are whole they are a tick or two apart, and either will do.
  for (uint8_t i = 0; i < 2; i++) {
    stamp = stamps[i].time;
    if (stamps[i].check == check(stamp)) return true;
  }
  return false;
}

void clock_begin(const Time &start) {
  TICKS = seen = 0;
  trim_ticks = TRIM_TICKS;
  stamps[0].time = start;
  stamps[0].check = check(start);
  TCCR0A = _BV(WGM01);
  OCR0A = TICK_COUNTS - 1;
  TCNT0 = 0;
  TCCR0B = _BV(CS01) | _BV(CS00);
  TIFR0 = _BV(OCF0A);
  // Only the match: the core's overflow interrupt would serve millis(), which nobody asks.
  TIMSK0 = _BV(OCIE0A);
}

Time clock_now() {
  Time now;
  ATOMIC_BLOCK(ATOMIC_RESTORESTATE) { now = newer().time; }
  return now;
}

ShortTick clock_short() {
  ShortTick tick;
  ATOMIC_BLOCK(ATOMIC_RESTORESTATE) { tick = newer().time.low; }
  return tick;
}

Time clock_precise(uint16_t &us) {
  Time now;
  ATOMIC_BLOCK(ATOMIC_RESTORESTATE) {
    uint8_t counts;
    // In its last two counts, 8 us, the millisecond may end between this reading and that of the flag:
    // nothing else comes between.
    do counts = TCNT0; while (counts >= TICK_COUNTS - 2);
    bool ended = TIFR0 & _BV(OCF0A);
    us = counts * 4;
    now = newer().time;
    if (ended && !(GPIOR0 & _BV(SKIP))) time_add(now, 1);
  }
  return now;
}

void clock_trim(int16_t ppm) {
  faster = ppm > 0;
  trim = faster ? ppm : -ppm;
}

// The clock only ever goes on: it skips a tick or takes one more.
static void add_trim() {
  trim_sum += trim;
  if (trim_sum < TRIM_SUM) return;
  trim_sum -= TRIM_SUM;
  if (!faster) {
    GPIOR0 |= _BV(SKIP);
    return;
  }
  ATOMIC_BLOCK(ATOMIC_RESTORESTATE) {
    Stamp &stamp = newer();
    time_add(stamp.time, 1);
    stamp.check = check(stamp.time);
  }
}

bool clock_early() {
  return !clock_waiting() && TCNT0 < TICK_COUNTS / 2;
}

bool clock_waiting() {
  return TICKS != seen;
}

bool clock_ticked() {
  if (!clock_waiting()) return false;
  seen++;
  if (--trim_ticks == 0) {
    trim_ticks = TRIM_TICKS;
    add_trim();
  }
  return true;
}
