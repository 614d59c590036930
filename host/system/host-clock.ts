/** The host's monotonic clock and its deadlines; a simulated one takes its place in tests. */
import { instant, type Instant } from '../../protocol/time.ts';

export interface Clock {
  /** Never goes back, and knows nothing of the time of day. */
  now(): Instant;
  /** Runs once, at `when` or as soon after it as may be, never before. Gives what cancels it. */
  at(when: Instant, run: () => void): () => void;
  /** How many ms of this clock pass in one of the wall's. */
  readonly speed: number;
}

/** A clock that can be told of time which it did not see pass. */
export interface HostClock extends Clock {
  /** So many ms of life passed while the machine slept: they are counted in, and deadlines met. */
  skip(ms: number): void;
}

export interface PacedClock extends HostClock {
  /** From now on `speed` times as fast as life; nothing jumps. */
  hurry(speed: number): void;
}

/** Longest delay that a timer of Node's takes. */
const LONGEST_DELAY = 2 ** 31 - 1;

/** The host's clock, `speed` times as fast as life. */
export function hostClock(speed = 1): PacedClock {
  /** The clock was at `base` when the computer's own was at `anchor`. */
  let base = 0;
  let anchor = 0;
  const waits = new Set<() => void>();
  const at = (own: number): Instant => instant(base + (own - anchor) * speed);
  const now = (): Instant => at(performance.now());
  // What runs may take others back.
  const lookAgain = (): void => {
    for (const wait of [...waits]) if (waits.has(wait)) wait();
  };
  const leftTo = (when: Instant): number => (when - now()) / speed;
  return {
    now,
    get speed() {
      return speed;
    },
    at(when, run) {
      const wait = (): void => {
        clearTimeout(timer);
        const left = leftTo(when);
        if (left <= 0) {
          waits.delete(wait);
          run();
        } else {
          // Timers count whole milliseconds and may fire a fraction early: then they wait again.
          timer = setTimeout(wait, Math.min(Math.ceil(left), LONGEST_DELAY));
        }
      };
      let timer = setTimeout(wait, Math.max(0, Math.min(leftTo(when), LONGEST_DELAY)));
      waits.add(wait);
      return () => {
        clearTimeout(timer);
        waits.delete(wait);
      };
    },
    skip(ms) {
      base += ms * speed;
      lookAgain();
    },
    hurry(faster) {
      const own = performance.now();
      base = at(own);
      anchor = own;
      speed = faster;
      lookAgain();
    },
  };
}
