/** Runs something at a moment of the page's clock, to a fraction of a millisecond. */

/** Timers are late by some ms: the first wakes us early, the last stretch is short or spun. */
const EARLY = 7;
const SPIN = 2;

export class Deadline {
  #timer: number | undefined;

  /** Replaces what was set before. `at` in ms of `performance.now()`. */
  set(at: number, run: () => void): void {
    clearTimeout(this.#timer);
    const left = at - performance.now();
    if (left > SPIN) {
      // Browsers stretch short timers that are set by timers to 4 ms: never ask for less.
      const wait = left > EARLY + 4 ? left - EARLY : Math.max(0, left - SPIN);
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
