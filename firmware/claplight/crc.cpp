#include "crc.h"

// The bits of the polynomial 0x1021 taken together: no loop and no table.
uint16_t crc_add(uint16_t crc, uint8_t byte) {
  crc = crc >> 8 | (uint16_t)(crc << 8);
  crc ^= byte;
  crc ^= (uint8_t)crc >> 4;
  crc ^= (uint16_t)(crc << 12);
  crc ^= (uint8_t)crc << 5;
  return crc;
}

uint16_t crc_of(const uint8_t *bytes, uint8_t count) {
  uint16_t crc = CRC_START;
  while (count--) crc = crc_add(crc, *bytes++);
  return crc;
}

uint8_t crc_seal(const uint8_t *bytes, uint8_t count) {
  uint16_t crc = crc_of(bytes, count);
  uint8_t folded = (uint8_t)crc ^ (uint8_t)(crc >> 8);
  return folded == 0xFF ? 0 : folded;
}
