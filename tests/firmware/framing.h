// Lines as they go over the wire.
#pragma once
#include "../../firmware/claplight/crc.h"
#include <cstdio>
#include <string>

inline uint16_t crc_over(const std::string &bytes) {
  uint16_t crc = CRC_START;
  for (char c : bytes) crc = crc_add(crc, (uint8_t)c);
  return crc;
}

inline std::string framed(const std::string &body) {
  char tail[8];
  snprintf(tail, sizeof tail, "*%04X\n", crc_over(body));
  return body + tail;
}

inline std::string hex(const std::string &bytes) {
  std::string text;
  for (uint8_t byte : bytes) {
    char digits[3];
    snprintf(digits, sizeof digits, "%02X", byte);
    text += digits;
  }
  return text;
}
