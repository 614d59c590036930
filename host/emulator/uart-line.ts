import type { Agenda, Appointment } from './agenda.ts';
import type { Usart } from './usart.ts';

/** A byte at 57600 baud in cycles of 16 MHz: how bytes pass while nobody has set up the USART. */
const NOMINAL_BYTE_TIME = (16e6 / 57600) * 10;

/**
 * The wire into the board. It does not wait for anybody: bytes come one after the other at line
 * pace, and those that come while the receiver is off are lost.
 */
export class Line {
  #queue: number[] = [];
  #head = 0;
  #begun = 0;
  #arrival: Appointment | undefined;
  #usart: Usart | undefined;

  /** Bytes that are still on their way. */
  get waiting(): number {
    return this.#queue.length - this.#head;
  }

  /** Another chip is listening, since a reset; the byte on the wire just now is spoilt. */
  attach(agenda: Agenda, usart: Usart, now: number): void {
    const inTheMiddle = this.#arrival !== undefined && this.#arrival.due < Infinity;
    this.#arrival = agenda.appointment((due) => {
      this.#arrive(due);
    });
    this.#usart = usart;
    if (inTheMiddle) this.#head++;
    if (this.waiting > 0) this.#begin(now);
  }

  send(bytes: Iterable<number>, now: number): void {
    const before = this.waiting;
    for (const byte of bytes) this.#queue.push(byte & 0xff);
    if (before === 0 && this.waiting > before) this.#begin(now);
  }

  #begin(cycle: number): void {
    this.#begun = cycle;
    this.#arrival?.set(Math.round(cycle + (this.#usart?.receiveTime ?? NOMINAL_BYTE_TIME)));
  }

  #arrive(due: number): void {
    const byte = this.#queue[this.#head++] ?? 0;
    const begun = this.#begun;
    if (this.waiting > 0) this.#begin(due);
    else {
      this.#queue = [];
      this.#head = 0;
    }
    this.#usart?.receive(byte, begun);
  }
}
