// What the podium does for each request. No Arduino.
#pragma once
#include "reader.h"

// Handles a command; there is room for a line, and the store is idle.
void requests_handle(const Command &command);
// Goes on with a commit, which takes a while. Every turn of the main loop.
void requests_run();
