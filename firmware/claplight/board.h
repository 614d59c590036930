// The hardware that is not lamps, buzzer or clock, behind the thinnest of covers: tests put a PC in
// its place.
#pragma once
#include <stdint.h>

// Arms the watchdog; the first thing in setup().
void board_begin();
// Whether it has one that wakes it if it hangs.
bool board_watchdog();
// Sleeps until an interrupt, unless a tick or a byte is already waiting.
void board_sleep();
// Tells the watchdog that all is well.
void board_kick();
// Whether the watchdog has struck before this start. Asked once.
bool board_bitten();

// The serial line. port_read gives -1 if nothing has come; port_write needs room.
void port_begin();
bool port_heard();
int16_t port_read();
uint8_t port_room();
void port_write(char c);

// Cells of the EEPROM. Neither is to be called before the cells are ready.
bool cells_ready();
uint8_t cells_read(uint16_t address);
void cells_write(uint16_t address, uint8_t value);

// Whether this board has a pin that is free to be wired.
bool board_pin(uint8_t pin);
