/** Round trips to the session's clock: a burst until the estimate is good, then one every three minutes. */
import type { Sample } from './page-clock.ts';
import type { TimeDocument } from './document.ts';
import { pageSource } from './server-source.ts';

export type Answered = (answer: TimeDocument, sample: Sample) => void;

/** A burst is over when the estimate is this good (ms), or after so many trips. */
const GOOD = 1.5;
const FEWEST = 3;
const MOST = 36;
const FIRST_PAUSE = 150;
const PAUSE = 240;
/** Rare, since a request has some 700 bytes of headers and a screen may use 12 bytes a second. */
const RARE = 180_000;
const PATIENCE = 3_000;

export class Probes {
  readonly #answered: Answered;
  readonly #error: () => number;
  #timer: number | undefined;
  #done = 0;

  constructor(answered: Answered, error: () => number) {
    this.#answered = answered;
    this.#error = error;
  }

  /** Begins anew, after `pause` ms. */
  burst(pause = 0): void {
    this.#done = 0;
    this.#next(pause);
  }

  #next(pause: number): void {
    clearTimeout(this.#timer);
    this.#timer = setTimeout(() => {
      void this.#probe();
    }, pause);
  }

  async #probe(): Promise<void> {
    this.#done += 1;
    // A burst that is over stays so: a slow answer later on costs accuracy, never traffic.
    const good = this.#done > FEWEST && this.#error() <= GOOD;
    if (good) this.#done = MOST;
    // The next is planned first: an answer may begin a new burst.
    if (this.#done >= MOST) this.#next(RARE);
    else this.#next(this.#done < FEWEST ? FIRST_PAUSE : PAUSE);
    const answer = await ask();
    if (answer) this.#answered(...answer);
  }
}

async function ask(): Promise<readonly [TimeDocument, Sample] | undefined> {
  const gone = new AbortController();
  const timer = setTimeout(() => {
    gone.abort();
  }, PATIENCE);
  try {
    return await pageSource().time(gone.signal);
  } catch {
    return undefined;
  } finally {
    clearTimeout(timer);
  }
}
