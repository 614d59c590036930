/** The session's clock and its name: pages may compare its times as long as the name is the same. */
import { randomBytes } from 'node:crypto';
import type { Instant } from '../../protocol/time.ts';
import type { SessionView } from '../session/types.ts';

/** A jump that pages must not smooth over. */
const JUMP = 200;
/** A correction that pages are told to look at again, since they ask for the time only rarely. */
const CORRECTION = 5;

export interface ClockReading {
  readonly name: string;
  readonly now: Instant;
}

/** Watches the session's clock against this computer's monotonic one. */
export class SessionClock {
  readonly #session: SessionView;
  readonly #monotonic: () => number;
  readonly #own = randomBytes(6).toString('base64url');
  #jumps = 0;
  #shift: number;
  #told: number;

  constructor(session: SessionView, monotonic: () => number) {
    this.#session = session;
    this.#monotonic = monotonic;
    this.#shift = this.#told = this.#measure(session.now());
  }

  get speed(): number {
    return this.#session.snapshot().speed ?? 1;
  }

  read(): ClockReading {
    const now = this.#session.now();
    const shift = this.#measure(now);
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

  #name(): string {
    const { clock } = this.#session.snapshot();
    const jumps = this.#jumps === 0 ? '' : `.${String(this.#jumps)}`;
    return `${this.#own}${jumps}${clock === undefined ? '' : `-${clock}`}`;
  }

  #measure(now: Instant): number {
    return now - this.#monotonic() * this.speed;
  }
}
