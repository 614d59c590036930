// CRC-16/CCITT-FALSE, as in protocol/crc.ts: begin with CRC_START, add byte after byte.
#pragma once
#include <stdint.h>

#define CRC_START 0xFFFF

uint16_t crc_add(uint16_t crc, uint8_t byte);
uint16_t crc_of(const uint8_t *bytes, uint8_t count);
// A check of eight bits that an erased cell never has.
uint8_t crc_seal(const uint8_t *bytes, uint8_t count);
