/** The session's clock and its name: pages may compare its times as long as the name is the same. */
import type { Instant } from '../../protocol/time.ts';
import type { SessionView } from './types.ts';

/** A jump that pages must not smooth over. */
const JUMP = 200;
/** A correction that pages are told to look at again, since they ask for the time only rarely. */
const CORRECTION = 5;
/** A session that does not say how fast its clock runs is measured, over at least so long. */
const MEASURED_OVER = 20;
/** Two measurements in a row must agree this well, and differ this much from what was thought. */
const AGREE = 0.02;
const DIFFER = 0.05;

export interface ClockReading {
  readonly name: string;
  readonly now: Instant;
}

/** Watches the session's clock against this computer's monotonic one. */
export class SessionClock {
  readonly #session: Pick<SessionView, 'now' | 'snapshot'>;
  readonly #monotonic: () => number;
  readonly #own = Array.from(crypto.getRandomValues(new Uint8Array(6)), (byte) =>
    byte.toString(16).padStart(2, '0'),
  ).join('');
  #jumps = 0;
  #shift: number;
  #told: number;
  #measured = 1;
  #last: { now: number; monotonic: number; rate: number };

  constructor(session: Pick<SessionView, 'now' | 'snapshot'>, monotonic: () => number) {
    this.#session = session;
    this.#monotonic = monotonic;
    this.#last = { now: session.now(), monotonic: monotonic(), rate: NaN };
    this.#shift = this.#told = this.#shiftAt(this.#last.now, this.#last.monotonic);
  }

  /** Ms of the session in one of life. */
  get speed(): number {
    return this.#session.snapshot().speed ?? this.#measured;
  }

  read(): ClockReading {
    const now = this.#session.now();
    const monotonic = this.#monotonic();
    if (this.#foundSpeed(now, monotonic)) this.#shift = this.#told = this.#shiftAt(now, monotonic);
    const shift = this.#shiftAt(now, monotonic);
    if (Math.abs(shift - this.#shift) > JUMP * this.speed) {
      this.#jumps += 1;
      this.#told = shift;
    }
    this.#shift = shift;
    return { now, name: this.#name() };
  }

  /** True once after each correction of some size: pages then ask for the time again. */
  corrected(): boolean {
    this.read();
    if (Math.abs(this.#shift - this.#told) < CORRECTION * this.speed) return false;
    this.#told = this.#shift;
    return true;
  }

  /** A rehearsal runs faster than life; a single jump is no speed. */
  #foundSpeed(now: number, monotonic: number): boolean {
    const passed = monotonic - this.#last.monotonic;
    if (passed < MEASURED_OVER) return false;
    const rate = (now - this.#last.now) / passed;
    const agree = Math.abs(rate - this.#last.rate) <= AGREE * rate;
    this.#last = { now, monotonic, rate };
    if (!agree || Math.abs(rate - this.#measured) <= DIFFER * this.#measured) return false;
    this.#measured = Math.round(rate * 100) / 100;
    return true;
  }

  #name(): string {
    return this.#jumps === 0 ? this.#own : `${this.#own}.${String(this.#jumps)}`;
  }

  #shiftAt(now: number, monotonic: number): number {
    return now - monotonic * this.speed;
  }
}
