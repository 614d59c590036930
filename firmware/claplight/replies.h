// The last replies to requests that change something, so that a retry after a lost reply gets the
// same one and acts not. They survive a reset. No Arduino.
#pragma once
#include "stage.h"

// Whether the replies to a request are remembered.
bool replies_wanted(Request request);
void replies_add(uint16_t tag, Request request, ErrorCode code, uint16_t rev);
bool replies_find(uint16_t tag, Request request, ErrorCode &code, uint16_t &rev);
