// The lamps. Never PWM, and all of a port at once.
#pragma once
#include "compact.h"
#include <stdint.h>

OUT_OF_LINE void lamps_write(uint8_t set);
