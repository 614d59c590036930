// The serial line: the USART where a chip beside it makes USB of it, else the core's own USB port.
#include "board.h"
#include "protocol.gen.h"
#include "wiring.h"

#ifdef USBCON

void port_begin() {
  Serial.begin(BAUD_RATE);
}

bool port_heard() {
  return Serial.available() > 0;
}

int16_t port_read() {
  return Serial.read();
}

uint8_t port_room() {
  return Serial.availableForWrite();
}

void port_write(char c) {
  Serial.write(c);
}

#else

// Not the core's Serial: it would take a kilobyte more, and waits when its buffer is full.
#ifdef USART0_RX_vect
#define RX_VECT USART0_RX_vect
#define UDRE_VECT USART0_UDRE_vect
#else
#define RX_VECT USART_RX_vect
#define UDRE_VECT USART_UDRE_vect
#endif

// A power of two, and more than a line. One byte stays free.
#define BUFFER 64
#define NEXT(index) (((index) + 1) & (BUFFER - 1))
#if BUFFER < LINE_LIMIT + 2
#error "a line must fit into the buffer"
#endif

struct Buffer {
  volatile uint8_t head, tail;
  uint8_t bytes[BUFFER];
};
static Buffer received, sending;

ISR(RX_VECT) {
  uint8_t byte = UDR0;
  uint8_t head = received.head;
  uint8_t next = NEXT(head);
  if (next == received.tail) return;
  received.bytes[head] = byte;
  received.head = next;
}

ISR(UDRE_VECT) {
  uint8_t tail = sending.tail;
  if (tail == sending.head) {
    UCSR0B &= ~_BV(UDRIE0);
    return;
  }
  UDR0 = sending.bytes[tail];
  sending.tail = NEXT(tail);
}

void port_begin() {
  // As the chip beside it counts: 58,823 baud on both sides, which the nearer 57,143 would not be.
  UBRR0 = F_CPU / 16 / BAUD_RATE - 1;
  UCSR0A = 0;
  UCSR0C = _BV(UCSZ01) | _BV(UCSZ00);
  UCSR0B = _BV(RXEN0) | _BV(TXEN0) | _BV(RXCIE0);
}

bool port_heard() {
  return received.head != received.tail;
}

int16_t port_read() {
  uint8_t tail = received.tail;
  if (tail == received.head) return -1;
  uint8_t byte = received.bytes[tail];
  received.tail = NEXT(tail);
  return byte;
}

uint8_t port_room() {
  return (sending.tail - sending.head - 1) & (BUFFER - 1);
}

void port_write(char c) {
  uint8_t head = sending.head;
  sending.bytes[head] = c;
  sending.head = NEXT(head);
  UCSR0B |= _BV(UDRIE0);
}

#endif
