import type { Agenda, Appointment } from './agenda.ts';
import { interruptOf, type AVRInterrupt, type CPU } from './avr.ts';

const UCSRA = 0xc0;
const UCSRB = 0xc1;
const UCSRC = 0xc2;
const UBRRL = 0xc4;
const UBRRH = 0xc5;
const UDR = 0xc6;

const RXC = 0x80;
const TXC = 0x40;
const UDRE = 0x20;
const DOR = 0x08;
const U2X = 0x02;
const MPCM = 0x01;
const RXEN = 0x10;
const TXEN = 0x08;

/** The chip holds two received bytes and a third one in the shift register. */
const RECEIVE_DEPTH = 3;

/**
 * USART0, eight data bits and no parity.
 *
 * Not avr8js's, because that one throws away an unread byte when UCSRB is written (which
 * HardwareSerial does for every byte it sends), has no receive buffer, forgets RXC and UDRE when
 * UCSRA is written, and reports a byte as sent when it is handed over, not when it has left.
 */
export class Usart {
  /** Told every byte when its stop bit has left the chip. */
  onTransmit: (byte: number, cycle: number) => void = () => undefined;
  readonly #cpu: CPU;
  readonly #shift: Appointment;
  readonly #received: number[] = [];
  /** The byte that is leaving, and the one that waits behind it. */
  #leaving: number | undefined;
  #waiting: number | undefined;
  #enabledAt = Infinity;

  constructor(cpu: CPU, agenda: Agenda) {
    this.#cpu = cpu;
    this.#shift = agenda.appointment((due) => {
      this.#shifted(due);
    });
    cpu.data[UCSRA] = UDRE;
    cpu.data[UCSRC] = 0x06;
    this.#hookStatus();
    this.#hookData();
  }

  /** Cycles for one byte on the wire, or undefined while the receiver is off. */
  get receiveTime(): number | undefined {
    return (this.#cpu.data[UCSRB] ?? 0) & RXEN ? this.#byteTime() : undefined;
  }

  /** A byte whose start bit was at `begun` has arrived. */
  receive(byte: number, begun: number): void {
    // A receiver that was switched on in the middle of a byte cannot have understood it.
    if (this.receiveTime === undefined || begun < this.#enabledAt) return;
    if (this.#received.length >= RECEIVE_DEPTH) this.#set(UCSRA, DOR);
    else {
      this.#received.push(byte);
      this.#cpu.setInterruptFlag(this.#interrupts.received);
    }
  }

  /** Both flags that stand for a state and not for an event are `constant`: they stay pending. */
  readonly #interrupts = {
    received: interrupt(0x24, RXC, true),
    empty: interrupt(0x26, UDRE, true),
    sent: interrupt(0x28, TXC),
  };

  #hookStatus(): void {
    const { data, writeHooks } = this.#cpu;
    writeHooks[UCSRA] = (value) => {
      const status = (data[UCSRA] ?? 0) & (RXC | TXC | UDRE | DOR);
      data[UCSRA] = status | (value & (U2X | MPCM));
      this.#cpu.clearInterruptByFlag(this.#interrupts.sent, value);
      return true;
    };
    writeHooks[UCSRB] = (value, old) => {
      data[UCSRB] = value;
      if ((value & RXEN) === 0) this.#dropReceived();
      else if ((old & RXEN) === 0) this.#enabledAt = this.#cpu.cycles;
      for (const each of Object.values(this.#interrupts)) {
        this.#cpu.updateInterruptEnable(each, value);
      }
      return true;
    };
  }

  #hookData(): void {
    const { readHooks, writeHooks } = this.#cpu;
    readHooks[UDR] = () => {
      const byte = this.#received.shift() ?? 0;
      this.#clear(UCSRA, DOR);
      if (this.#received.length === 0) this.#dropReceived();
      return byte;
    };
    writeHooks[UDR] = (value) => {
      if (((this.#cpu.data[UCSRB] ?? 0) & TXEN) === 0) return true;
      if (this.#leaving === undefined) this.#begin(value, this.#cpu.cycles);
      else {
        // Written although UDRE is clear, the byte replaces the one that waits.
        this.#waiting = value;
        this.#cpu.clearInterrupt(this.#interrupts.empty);
      }
      return true;
    };
  }

  #begin(byte: number, cycle: number): void {
    this.#leaving = byte;
    this.#shift.set(cycle + this.#byteTime());
  }

  #shifted(due: number): void {
    const byte = this.#leaving ?? 0;
    const next = this.#waiting;
    this.#leaving = this.#waiting = undefined;
    if (next === undefined) this.#cpu.setInterruptFlag(this.#interrupts.sent);
    else {
      this.#begin(next, due);
      this.#cpu.setInterruptFlag(this.#interrupts.empty);
    }
    this.onTransmit(byte, due);
  }

  #dropReceived(): void {
    this.#received.length = 0;
    this.#cpu.clearInterrupt(this.#interrupts.received);
  }

  #byteTime(): number {
    const { data } = this.#cpu;
    const divisor = (((data[UBRRH] ?? 0) & 0x0f) << 8) | (data[UBRRL] ?? 0);
    const bits = (data[UCSRC] ?? 0) & 0x08 ? 11 : 10;
    return (divisor + 1) * ((data[UCSRA] ?? 0) & U2X ? 8 : 16) * bits;
  }

  #set(register: number, bits: number): void {
    this.#cpu.data[register] = (this.#cpu.data[register] ?? 0) | bits;
  }

  #clear(register: number, bits: number): void {
    this.#cpu.data[register] = (this.#cpu.data[register] ?? 0) & ~bits;
  }
}

const interrupt = (address: number, mask: number, constant = false): AVRInterrupt =>
  interruptOf(address, [UCSRA, mask], [UCSRB, mask], { constant });
