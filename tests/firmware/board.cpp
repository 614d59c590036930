#include "board.h"
#include "../../firmware/claplight/board.h"
#include "../../firmware/claplight/buzzer.h"
#include "../../firmware/claplight/clock.h"
#include "../../firmware/claplight/digits.h"
#include "../../firmware/claplight/display.h"
#include "../../firmware/claplight/lamps.h"
#include "../../firmware/claplight/pins.h"
#include "../../firmware/claplight/podium.h"
#include "../../firmware/claplight/settings.h"
#include <cstdio>
#include <cstdlib>

#define FAIL(why) (fprintf(stderr, "%s\n", why), abort())

Board board;

static uint64_t started, told;

// The room of the transmit buffer. Line and EEPROM are quicker than real ones (6 bytes a
// millisecond, 4 ms a byte), so that more happens in less time.
static const unsigned ROOM = 63;
static const unsigned BYTES_A_MS = 40, WRITING_TAKES = 1;

void board_begin() {}
void board_kick() {}
bool board_watchdog() { return true; }
bool board_bitten() { return false; }
bool board_pin(uint8_t pin) { return pin >= 2 && pin < 20; }

void board_sleep() {
  board.ms++;
  for (unsigned i = 0; i < BYTES_A_MS && !board.sending.empty(); i++) {
    board.sent += (char)board.sending.front();
    board.sending.pop_front();
  }
}

void port_begin() {}
bool port_heard() { return !board.received.empty(); }
uint8_t port_room() { return ROOM - board.sending.size(); }

int16_t port_read() {
  if (board.received.empty()) return -1;
  uint8_t byte = board.received.front();
  board.received.pop_front();
  return byte;
}

void port_write(char c) {
  if (port_room() == 0) FAIL("written into a full buffer");
  board.sending.push_back((uint8_t)c);
}

bool cells_ready() { return board.ms >= board.ready_at; }

uint8_t cells_read(uint16_t address) {
  if (!cells_ready()) FAIL("the EEPROM is read while it is being written");
  if (address >= sizeof board.eeprom) FAIL("the EEPROM is read beyond its end");
  return board.eeprom[address];
}

void cells_write(uint16_t address, uint8_t value) {
  if (!cells_ready()) FAIL("the EEPROM is written while it is being written");
  if (address >= sizeof board.eeprom) FAIL("the EEPROM is written beyond its end");
  board.eeprom[address] = value;
  board.ready_at = board.ms + WRITING_TAKES;
}

bool clock_stamp(Time &) { return false; }
void clock_trim(int16_t) {}
bool clock_waiting() { return true; }

void clock_begin(const Time &start) {
  started = board.ms - start.low - board.clock_ahead;
  told = board.ms;
}

Time clock_now() {
  uint64_t now = board.ms - started;
  return {(uint32_t)now, (uint8_t)(now >> 32)};
}

Time clock_precise(uint16_t &us) {
  us = 0;
  return clock_now();
}

ShortTick clock_short() { return clock_now().low; }

bool clock_ticked() {
  if (told >= board.ms) return false;
  told++;
  return true;
}

void pins_begin() {}
void buzzer_begin() {}
void display_begin() {}
void display_end() {}
// What digits would say, by whatever settings there are, though no module hangs on a PC.
void display_run() {
  DigitsWish wish = {
      (uint8_t)(board.ms & 1 ? 4 : LONGEST_DIGITS),
      (DigitCount)settings_get(SETTING_DIGITS_COUNT),
      (DigitOver)settings_get(SETTING_DIGITS_OVER),
      (DigitChangeover)settings_get(SETTING_DIGITS_CHANGEOVER),
  };
  Digits digits;
  if (board.ms % 37 == 0) digits_say(digits, wish, podium.player, clock_now());
}
bool pins_pressed() { return board.pressed; }
void lamps_write(uint8_t set) { board.lamps = set; }
void buzzer_write(bool on) { board.buzzer = on; }
