// A small sketch that uses the board as Claplight's firmware does: a 1 kHz tick on timer 0, sleep
// between ticks, Serial at 57600, EEPROM, the watchdog in interrupt-and-reset mode, and tone().
// Every command is one byte; whatever is no command is sent back as it came.
//
//   w A V   write V to EEPROM cell A, answer '.' when it is done
//   r A     answer EEPROM cell A
//   t       answer the tick count, four bytes, lowest first
//   n       answer the three bytes that reset does not clear: marker, watchdog mark, resets seen
//   b       answer the button (pin 2 with pull-up): '0' or '1'
//   m / q   tone of 1 kHz on pin 9 / silence
//   s       answer MCUSR as the application found it
//   h       hang, so that the watchdog bites; H: the same with interrupts off

#include <Arduino.h>
#include <avr/eeprom.h>
#include <avr/sleep.h>
#include <avr/wdt.h>

static const uint8_t LAMP = 4;
static const uint8_t BUTTON = 2;
static const uint8_t BUZZER = 9;
static const uint8_t KEPT = 0x5A;

static uint8_t kept __attribute__((section(".noinit")));
static uint8_t bitten __attribute__((section(".noinit")));
static uint8_t resets __attribute__((section(".noinit")));

static uint8_t mcusr;
static volatile uint32_t ticks;

ISR(TIMER0_COMPA_vect) { ticks++; }

// Taking this interrupt clears WDIE, so that the next time-out is a reset.
ISR(WDT_vect) { bitten = 1; }

static uint32_t now() {
  noInterrupts();
  const uint32_t copy = ticks;
  interrupts();
  return copy;
}

static void armWatchdog() {
  noInterrupts();
  wdt_reset();
  WDTCSR = _BV(WDCE) | _BV(WDE);
  WDTCSR = _BV(WDIE) | _BV(WDE) | _BV(WDP2);  // 0.25 s
  interrupts();
}

static uint8_t nextByte() {
  while (!Serial.available()) {
  }
  return Serial.read();
}

static void command(uint8_t letter) {
  switch (letter) {
    case 'w': {
      const uint8_t address = nextByte();
      eeprom_write_byte(reinterpret_cast<uint8_t *>(address), nextByte());
      eeprom_busy_wait();
      Serial.write('.');
      break;
    }
    case 'r':
      Serial.write(eeprom_read_byte(reinterpret_cast<uint8_t *>(nextByte())));
      break;
    case 't': {
      const uint32_t count = now();
      Serial.write(reinterpret_cast<const uint8_t *>(&count), sizeof count);
      break;
    }
    case 'n':
      Serial.write(kept);
      Serial.write(bitten);
      Serial.write(resets);
      break;
    case 'b':
      Serial.write(digitalRead(BUTTON) ? '1' : '0');
      break;
    case 'm':
      tone(BUZZER, 1000);
      break;
    case 'q':
      noTone(BUZZER);
      break;
    case 's':
      Serial.write(mcusr);
      break;
    case 'H':
      noInterrupts();
      // fall through
    case 'h':
      for (;;) {
      }
    default:
      Serial.write(letter);
  }
}

void setup() {
  mcusr = MCUSR;
  armWatchdog();
  if (kept != KEPT) {
    kept = KEPT;
    bitten = 0;
    resets = 0;
  } else {
    resets++;
  }
  TIMSK0 = 0;
  TCCR0A = _BV(WGM01);
  TCCR0B = _BV(CS01) | _BV(CS00);
  OCR0A = 249;
  TIMSK0 = _BV(OCIE0A);
  pinMode(LAMP, OUTPUT);
  pinMode(BUTTON, INPUT_PULLUP);
  Serial.begin(57600);
  Serial.write('!');
  set_sleep_mode(SLEEP_MODE_IDLE);
}

void loop() {
  static uint32_t seen;
  static uint32_t due = 500;
  const uint32_t tick = now();
  if (tick != seen) {
    seen = tick;
    wdt_reset();
    if (tick >= due) {
      due += 500;
      digitalWrite(LAMP, !digitalRead(LAMP));
    }
  }
  if (Serial.available()) command(Serial.read());
  noInterrupts();
  if (ticks == seen && !Serial.available()) {
    sleep_enable();
    interrupts();
    sleep_cpu();
    sleep_disable();
  }
  interrupts();
}
