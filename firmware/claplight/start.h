// How a podium starts: it goes on after a reset, or comes up anew. No Arduino.
#pragma once
#include <stdint.h>

// Sets up clock, stage and programme. `bitten`: the watchdog has reset it. The store must be idle
// and the settings be read.
void start_begin(bool bitten);
