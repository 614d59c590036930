/** Round trips to `GET /api/time`: a burst until the estimate is good, then one every three minutes. */
import type { Sample } from './page-clock.ts';
import type { TimeDocument } from './document.ts';
import { ofRoom } from './room-address.ts';

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

async function ask(): Promise<[TimeDocument, Sample] | undefined> {
  const gone = new AbortController();
  const timer = setTimeout(() => {
    gone.abort();
  }, PATIENCE);
  try {
    performance.clearResourceTimings();
    const sent = performance.now();
    const response = await fetch(ofRoom('/api/time'), {
      signal: gone.signal,
      credentials: 'omit',
      referrerPolicy: 'no-referrer',
    });
    const received = performance.now();
    if (!response.ok) return undefined;
    const answer = (await response.json()) as TimeDocument;
    return [answer, { ...onTheWire(sent, received), session: answer.now }];
  } catch {
    return undefined;
  } finally {
    clearTimeout(timer);
  }
}

/** The browser's own record of the trip is closer than ours, which includes waits in this page. */
function onTheWire(sent: number, received: number): { sent: number; received: number } {
  const entries = performance.getEntriesByType('resource') as PerformanceResourceTiming[];
  const own = entries.find(
    ({ name, requestStart }) => name.endsWith(ofRoom('/api/time')) && requestStart >= sent - 1,
  );
  if (!own || own.responseStart <= own.requestStart || own.responseStart > received)
    return { sent, received };
  return { sent: own.requestStart, received: own.responseStart };
}
