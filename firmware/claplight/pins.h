// The pins that the settings name: lamps, buzzer and button.
#pragma once
#include <stdint.h>

struct Pin {
  uint8_t port;  // 0: none
  uint8_t mask;
};

// Lets go of the pins there were, and wires those that the settings say: lamps dark, buzzer silent. Then
// buzzer_begin is to follow.
void pins_begin();
// Whether the button is down.
bool pins_pressed();

// The lamp of a bit (0 green … 3 blue), the buzzer and the button.
const uint8_t PIN_LAMPS = 4, PIN_BUZZER = 4, PIN_BUTTON = 5, PIN_COUNT = 6;
const Pin &pins_at(uint8_t pin);
