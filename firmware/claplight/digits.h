// What digits on the podium say. The twin of protocol/digits.ts; no Arduino, and no module.
#pragma once
#include "player.h"

struct DigitsWish {
  uint8_t width;  // so many digits
  DigitCount count;
  DigitOver over;
  DigitChangeover changeover;
};

// A cell for each digit, from the left: 0 … 9, CELL_DASH, CELL_BLANK, and CELL_POINT for what is
// behind it.
struct Digits {
  uint8_t cells[LONGEST_DIGITS];
};

void digits_say(Digits &digits, const DigitsWish &wish, const Player &player, const Time &now);
