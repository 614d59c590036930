// The lamps. Never PWM, and all of a port at once.
#pragma once
#include <stdint.h>

void lamps_write(uint8_t set);
