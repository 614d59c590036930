// Whether bytes in the EEPROM are a programme: checked byte by byte, as many at a time as may be.
// The bytes are those of protocol/programme.ts. No Arduino.
#pragma once
#include "protocol.gen.h"

enum Check : uint8_t { CHECK_GOES_ON, CHECK_RIGHT, CHECK_WRONG };

void image_begin(uint16_t address, uint16_t bytes, uint16_t crc);
// Goes on over `count` bytes at most. Only while the store is idle.
Check image_check(uint8_t count);
