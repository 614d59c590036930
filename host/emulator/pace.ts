import { CYCLES_PER_MS } from './uno.ts';

/**
 * Where emulated time should be by the host's monotonic clock. Always computed from an anchor, so
 * it never drifts, however late or seldom it is asked.
 */
export class Pace {
  #speed: number;
  readonly #cyclesPerMs: number;
  #anchorMs: number;
  #anchorCycle: number;

  /** `ppm` is how much faster than 16 MHz the crystal is; `nowMs` is monotonic. */
  constructor(speed: number, ppm: number, nowMs: number, cycle: number) {
    this.#speed = speed;
    this.#cyclesPerMs = CYCLES_PER_MS * (1 + ppm / 1e6);
    this.#anchorMs = nowMs;
    this.#anchorCycle = cycle;
  }

  /** The cycle that is due now; Infinity when unthrottled. */
  due(nowMs: number): number {
    if (this.#speed === Infinity) return Infinity;
    return this.#anchorCycle + (nowMs - this.#anchorMs) * this.#speed * this.#cyclesPerMs;
  }

  /** From now on another speed; nothing jumps. */
  setSpeed(speed: number, nowMs: number, cycle: number): void {
    const due = this.due(nowMs);
    this.#anchorCycle = Number.isFinite(due) ? due : cycle;
    this.#anchorMs = nowMs;
    this.#speed = speed;
  }
}
