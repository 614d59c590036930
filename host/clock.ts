/** The host's monotonic clock and its deadlines; a simulated one takes its place in tests. */
import { uptime } from 'node:os';
import { instant, type Instant } from '../protocol/time.ts';

export interface Clock {
  /** Never goes back, and knows nothing of the time of day. */
  now(): Instant;
  /** Runs once, at `when` or as soon after it as may be, never before. Gives what cancels it. */
  at(when: Instant, run: () => void): () => void;
  /** How many ms of this clock pass in one of the wall's. */
  readonly speed: number;
}

/** The machine's other clocks, by which a session finds its way after the program was gone. */
export interface MachineTime {
  /** The time of day in ms since 1970, which people and daylight saving set. */
  wall(): number;
  /** Ms since the machine was started, its sleep counted in; nobody sets it. */
  sinceBoot(): number;
}

export const machineTime: MachineTime = { wall: Date.now, sinceBoot: () => uptime() * 1000 };

/** Longest delay that a timer of Node's takes. */
const LONGEST_DELAY = 2 ** 31 - 1;

/** The host's clock, `speed` times as fast as life. */
export function hostClock(speed = 1): Clock {
  const now = (): Instant => instant(performance.now() * speed);
  return {
    now,
    speed,
    at(when, run) {
      let timer: NodeJS.Timeout | undefined;
      const wait = (): void => {
        const left = (when - now()) / speed;
        if (left <= 0) {
          run();
        } else {
          // Timers count whole milliseconds and may fire a fraction early: then they wait again.
          timer = setTimeout(wait, Math.min(Math.ceil(left), LONGEST_DELAY));
        }
      };
      timer = setTimeout(wait, Math.max(0, Math.min((when - now()) / speed, LONGEST_DELAY)));
      return () => {
        clearTimeout(timer);
      };
    },
  };
}
