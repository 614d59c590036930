#include "board.h"
#include "clock.h"
#include "wiring.h"
#include <avr/eeprom.h>
#include <avr/sleep.h>
#include <avr/wdt.h>

// What the memory between the variables and the top is filled with, to see how deep the stack got.
#define STACK_PAINT 0xC5
// A hang shows after this, and is over a few ms later; one that shuts out all interrupts, after twice
// this.
#define WATCHDOG_PERIOD WDTO_250MS
#define BITTEN 0xB17E

static uint16_t mark __attribute__((section(".noinit.mark")));

extern uint8_t _end;

// Before any variable has its value. After a watchdog reset the watchdog is still on, at its
// shortest period; a bootloader may have left it so too.
void board_start() __attribute__((naked, used, section(".init3")));
void board_start() {
  MCUSR = 0;
  wdt_disable();
  for (uint8_t *at = &_end; at < (uint8_t *)SP; at++) *at = STACK_PAINT;
}

#if CLAPLIGHT_WATCHDOG
// Interrupt first, reset after: the interrupt leaves a mark, as bootloaders hide why they started.
ISR(WDT_vect) {
  mark = BITTEN;
  wdt_enable(WDTO_15MS);
  for (;;) {
  }
}
#endif

void board_begin() {
#if CLAPLIGHT_WATCHDOG
  wdt_enable(WATCHDOG_PERIOD);
  WDTCSR |= _BV(WDIE);
#endif
  set_sleep_mode(SLEEP_MODE_IDLE);
  sleep_enable();
}

bool board_watchdog() {
  return CLAPLIGHT_WATCHDOG;
}

bool board_bitten() {
  bool bitten = mark == BITTEN;
  mark = 0;
  return bitten;
}

void board_kick() {
#if CLAPLIGHT_WATCHDOG
  wdt_reset();
#endif
}

void board_sleep() {
  cli();
  if (!clock_waiting() && !port_heard()) {
    sei();
    sleep_cpu();
  }
  sei();
}

bool cells_ready() {
  return eeprom_is_ready();
}

uint8_t cells_read(uint16_t address) {
  EEAR = address;
  EECR |= _BV(EERE);
  return EEDR;
}

void cells_write(uint16_t address, uint8_t value) {
  EEAR = address;
  EEDR = value;
  uint8_t interrupts = SREG;
  cli();
  // The write must follow its permission within four cycles.
  EECR |= _BV(EEMPE);
  EECR |= _BV(EEPE);
  SREG = interrupts;
}

bool board_pin(uint8_t pin) {
  return pin >= WIRING_FIRST_PIN && pin < WIRING_PINS;
}
