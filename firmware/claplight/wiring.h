// What hangs where, and which boards this sketch is for. The pins with which a podium starts are
// those of SETTING_RANGES in protocol.gen.h; settings in the EEPROM take their place.
#pragma once
#include <Arduino.h>

#if !defined(__AVR_ATmega328P__) && !defined(__AVR_ATmega2560__) && !defined(__AVR_ATmega32U4__)
#error "Claplight is for the Uno, Nano, Mega and Leonardo"
#endif
#if F_CPU != 16000000L
#error "the 1 kHz clock is made from 16 MHz"
#endif

// 0 for boards whose bootloader does not survive a watchdog reset (Nano and Mega with old ones),
// and where the core has a use of its own for the watchdog: the Leonardo's way to its bootloader.
#ifndef CLAPLIGHT_WATCHDOG
#ifdef USBCON
#define CLAPLIGHT_WATCHDOG 0
#else
#define CLAPLIGHT_WATCHDOG 1
#endif
#endif

// Pins 0 and 1 are the serial line.
#define WIRING_FIRST_PIN 2
#define WIRING_PINS NUM_DIGITAL_PINS

// A passive buzzer is loudest near its resonance; most have it here.
#define WIRING_BUZZER_HZ 2700
