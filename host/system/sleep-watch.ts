/**
 * Notices that the computer slept: on Linux its monotonic clock stands still meanwhile, and the clock
 * that counts from its start does not. Elsewhere the monotonic clock may go on; then it is the watch
 * itself that was not woken, as it is after a program was stopped for a while.
 */
import { duration, type Duration } from '../../protocol/time.ts';

export interface Clocks {
  /** Ms since the machine was started, its sleep counted in. */
  readonly sinceBoot: () => number;
  /** Ms, monotonic. */
  readonly monotonic: () => number;
}

export interface Sleep {
  readonly slept: Duration;
  /** What of it the monotonic clock did not count. */
  readonly missing: Duration;
  /** How long the computer was awake since it was last looked at. */
  readonly awake: Duration;
}

/** The clocks are compared so often (ms): a sleep is known so long after it at the latest. */
const EVERY = 1000;
/** An uptime is known to 10 ms, and a clock may be slewed: less is no sleep. */
const SHORTEST = 2000;
/** A watch that was not woken for so long slept; a program that is busy is late by less. */
const UNWOKEN = 20_000;

export interface SleepWatch {
  /** Compares the clocks now, for whoever cannot wait until they are compared again. */
  readonly look: () => void;
  readonly end: () => void;
}

/** Calls `onSleep` after each sleep. */
export function watchSleep(clocks: Clocks, onSleep: (sleep: Sleep) => void): SleepWatch {
  let boot = clocks.sinceBoot();
  let monotonic = clocks.monotonic();
  const look = (): void => {
    const bootNow = clocks.sinceBoot();
    const monotonicNow = clocks.monotonic();
    const missing = bootNow - boot - (monotonicNow - monotonic);
    const unwoken = monotonicNow - monotonic - EVERY;
    const awake = duration(Math.min(EVERY, Math.max(0, monotonicNow - monotonic)));
    boot = bootNow;
    monotonic = monotonicNow;
    if (missing >= SHORTEST)
      onSleep({ slept: duration(missing), missing: duration(missing), awake });
    else if (unwoken >= UNWOKEN) onSleep({ slept: duration(unwoken), missing: duration(0), awake });
  };
  const timer = setInterval(look, EVERY).unref();
  return {
    look,
    end: () => {
      clearInterval(timer);
    },
  };
}
