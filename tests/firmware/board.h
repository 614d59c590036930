// A board that is no board: what the firmware's thin covers of hardware have behind them on a PC.
#pragma once
#include <cstdint>
#include <deque>
#include <string>

struct Board {
  uint64_t ms;          // since the power came
  uint64_t clock_ahead; // what the firmware's clock is ahead of that
  uint8_t eeprom[1024];
  uint64_t ready_at;    // when the EEPROM has written its byte
  std::deque<uint8_t> received;
  std::deque<uint8_t> sending;
  std::string sent;     // what has left on the line
  bool pressed;
  uint8_t lamps;
  bool buzzer;
};
extern Board board;

// setup() and loop() of the sketch. Each loop() takes a millisecond.
void setup();
void loop();
