/** Runs something at a moment of the page's clock, to a fraction of a millisecond. */

/**
 * Timers are late by some ms, more so after a long sleep: the first wakes us early, a second comes
 * close, and the rest is spun. Measured on a busy machine, a spin of up to 4 ms (once a second) brings
 * the median from 1.6 ms late to 0.1, and p98 from 24 to 4.
 */
const EARLY = 12;
const SPIN = 4;

export class Deadline {
  #timer: number | undefined;

  /** Replaces what was set before. `at` in ms of `performance.now()`. */
  set(at: number, run: () => void): void {
    clearTimeout(this.#timer);
    const left = at - performance.now();
    if (left > SPIN) {
      // Browsers stretch timers that are set by timers to 4 ms at least: nothing shorter is asked for.
      const wait = left > EARLY + 4 ? left - EARLY : left - SPIN;
      this.#timer = setTimeout(() => {
        this.set(at, run);
      }, wait);
      return;
    }
    this.#timer = undefined;
    while (performance.now() < at);
    run();
  }

  clear(): void {
    clearTimeout(this.#timer);
  }
}
