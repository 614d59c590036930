#include "display.h"
#include "clock.h"
#include "digits.h"
#include "podium.h"
#include "settings.h"
#include "wiring.h"
#include <string.h>
#include <util/delay.h>

// So often, in ms, it is looked what is to be said. What is new is sent at once; else so many looks go
// by before all is sent again, so that a module that was plugged in late, or disturbed, recovers.
#define LOOK_EVERY 8
#define LOOKS_BETWEEN 32

// Registers of the MAX7219. Its digits 1 … 8 count from the right.
enum : uint8_t { MAX_DECODE = 9, MAX_BRIGHTNESS, MAX_SCAN, MAX_ON, MAX_REGISTERS, MAX_TEST = 15 };
#define MAX_DECODE_ALL 0xFF

// Commands of the TM1637. The module's filters ask for slow edges.
#define TM_WRITE 0x40
#define TM_ADDRESS 0xC0
#define TM_OFF 0x80
#define TM_ON 0x88
#define TM_HALF_US 7

// A line that is flipped by writing to its input register, which no interrupt can come between.
struct Line {
  volatile uint8_t *input;
  uint8_t port, mask;
  bool high;
};

static Line data, serial_clock, load;
static DigitModule module;
static uint8_t step;  // 0: nothing is to be sent
static uint8_t waited, looks;
static uint8_t width;
static Digits digits;

static void set(Line &line, bool high) {
  if (line.high == high) return;
  line.high = high;
  *line.input = line.mask;
}

static void drive(const Line &line, bool output) {
  volatile uint8_t *mode = portModeRegister(line.port);
  if (output) *mode |= line.mask;
  else *mode &= ~line.mask;
}

static void claim(Line &line, Setting pin, bool high) {
  uint8_t number = settings_get(pin);
  line.port = digitalPinToPort(number);
  line.mask = digitalPinToBitMask(number);
  line.input = portInputRegister(line.port);
  // Whoever had the pin before has left it low.
  line.high = false;
  set(line, high);
  drive(line, true);
}

static void release(Line &line) {
  drive(line, false);
  set(line, false);
}

static void shift(uint8_t byte) {
  for (uint8_t bit = 0x80; bit; bit >>= 1) {
    set(data, byte & bit);
    *serial_clock.input = serial_clock.mask;
    *serial_clock.input = serial_clock.mask;
  }
}

// Twice: what one module has taken goes on to a second one behind it.
static void max_send(uint8_t address, uint8_t value) {
  set(load, false);
  for (uint8_t i = 0; i < 2; i++) {
    shift(address);
    shift(value);
  }
  set(load, true);
}

static uint8_t brightness() {
  return settings_get(SETTING_DIGITS_BRIGHTNESS);
}

static void max_step() {
  switch (step) {
    case MAX_DECODE: max_send(MAX_DECODE, MAX_DECODE_ALL); break;
    case MAX_BRIGHTNESS: max_send(MAX_BRIGHTNESS, brightness()); break;
    case MAX_SCAN: max_send(MAX_SCAN, LONGEST_DIGITS - 1); break;
    case MAX_ON: max_send(MAX_ON, 1); break;
    case MAX_REGISTERS:
      max_send(MAX_TEST, 0);
      step = 0;
      return;
    default: max_send(step, digits.cells[LONGEST_DIGITS - step]);
  }
  step++;
}

static void half() {
  _delay_us(TM_HALF_US);
}

static void tm_start() {
  set(data, false);
  half();
  set(serial_clock, false);
}

static void tm_stop() {
  half();
  set(serial_clock, true);
  half();
  set(data, true);
  half();
}

static void tm_send(uint8_t byte) {
  for (uint8_t i = 0; i < 8; i++, byte >>= 1) {
    set(data, byte & 1);
    half();
    set(serial_clock, true);
    half();
    // The module pulls the line down at the last falling edge: nobody may hold it up then.
    if (i == 7 && data.high) drive(data, false);
    set(serial_clock, false);
  }
  drive(data, false);
  set(data, false);
  half();
  set(serial_clock, true);
  half();
  set(serial_clock, false);
  drive(data, true);
}

static uint8_t segments(uint8_t cell) {
  return pgm_read_byte(&SEGMENTS[cell & CELL_BLANK]) | (cell & CELL_POINT);
}

static void tm_command(uint8_t byte) {
  tm_start();
  tm_send(byte);
  tm_stop();
}

// The address and a byte for each digit make up one command, over some turns.
static void tm_step() {
  uint8_t now = step++;
  if (now == 1) tm_command(TM_WRITE);
  else if (now == 2) {
    tm_start();
    tm_send(TM_ADDRESS);
  } else if (now < 3 + width) {
    tm_send(segments(digits.cells[now - 3]));
    if (now == 2 + width) tm_stop();
  } else {
    tm_command(TM_ON | brightness() >> 1);
    step = 0;
  }
}

static bool is_news() {
  Digits before = digits;
  DigitsWish wish = {
      width,
      (DigitCount)settings_get(SETTING_DIGITS_COUNT),
      (DigitOver)settings_get(SETTING_DIGITS_OVER),
      (DigitChangeover)settings_get(SETTING_DIGITS_CHANGEOVER),
  };
  digits_say(digits, wish, podium.player, clock_now());
  return memcmp(&before, &digits, width) != 0;
}

static void look() {
  if (++waited < LOOK_EVERY) return;
  waited = 0;
  if (!is_news() && ++looks < LOOKS_BETWEEN) return;
  looks = 0;
  step = 1;
}

void display_run() {
  if (module == DIGIT_MODULE_NONE || !clock_early()) return;
  if (step == 0) look();
  else if (module == DIGIT_MODULE_MAX7219) max_step();
  else tm_step();
}

void display_begin() {
  module = (DigitModule)settings_get(SETTING_DIGITS);
  if (module == DIGIT_MODULE_NONE) return;
  width = pgm_read_byte(&DIGIT_WIDTHS[module]);
  step = 1;
  memset(&digits, CELL_BLANK, sizeof digits);
  bool tm = module == DIGIT_MODULE_TM1637;
  claim(serial_clock, SETTING_PIN_DIGITS_CLOCK, tm);
  claim(data, SETTING_PIN_DIGITS_DATA, tm);
  if (!tm) claim(load, SETTING_PIN_DIGITS_LOAD, true);
}

void display_end() {
  if (module == DIGIT_MODULE_NONE) return;
  if (module == DIGIT_MODULE_MAX7219) {
    max_send(MAX_ON, 0);
    release(load);
  } else {
    if (!serial_clock.high) tm_stop();
    tm_command(TM_OFF);
  }
  release(data);
  release(serial_clock);
  module = DIGIT_MODULE_NONE;
}
