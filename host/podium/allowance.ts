/** How much a podium can have said: what comes over its line is bounded by the line. */
import { since } from '../../protocol/time.ts';
import { BAUD_RATE } from '../../protocol/wire.ts';
import type { Clock } from '../system/host-clock.ts';

/** Ten bits a byte; a hundred times as much is allowed, for virtual podiums in a hurry. */
const BYTES_A_MS = (100 * BAUD_RATE) / 10_000;
/** What drivers and a blocked event loop may have gathered meanwhile. */
const AT_ONCE = 512 * 1024;

export class Allowance {
  readonly #clock: Clock;
  #left = AT_ONCE;
  #asked;

  constructor(clock: Clock) {
    this.#clock = clock;
    this.#asked = clock.now();
  }

  /** Whether so many more bytes can have come over a line. */
  allows(bytes: number): boolean {
    const now = this.#clock.now();
    this.#left = Math.min(AT_ONCE, this.#left + since(this.#asked, now) * BYTES_A_MS) - bytes;
    this.#asked = now;
    return this.#left >= 0;
  }
}
