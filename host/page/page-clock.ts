/**
 * The page's estimate of the session's clock, from round trips. Each trip says that the clock's offset
 * lies between two bounds; the bounds of all trips together are far closer than those of the best one,
 * since the quickest way there and the quickest way back need not be of the same trip.
 */

/** Times in ms: sent and received by the page's monotonic clock, and what the session's clock was between. */
export interface Sample {
  readonly sent: number;
  readonly received: number;
  readonly session: number;
}

/** How far two computers' clocks may drift apart, and once their drift has been measured. */
const DRIFT = 100e-6;
const DRIFT_KNOWN = 30e-6;
/** The drift is measured over at least so long, and believed if it is known to `DRIFT_KNOWN`. */
const DRIFT_BASELINE = 60_000;
const DRIFT_LARGEST = 300e-6;
/** A correction back by less than this stops the clock for a moment instead of turning it back. */
const TURN_BACK = 250;

interface Bounds {
  readonly low: number;
  readonly high: number;
  /** When they were found; later they are wider. */
  readonly at: number;
}

export class ClockEstimate {
  /** How much faster than life the session's clock runs. */
  speed = 1;
  samples = 0;
  #bounds: Bounds | undefined;
  #first: Bounds | undefined;
  #rate = 0;
  #rateKnown = false;
  #latest = -Infinity;

  /** Forgets everything: the clock is another one, or this page slept. */
  reset(speed = this.speed): void {
    this.speed = speed;
    this.samples = 0;
    this.#bounds = this.#first = undefined;
    this.#rate = 0;
    this.#rateKnown = false;
    this.#latest = -Infinity;
  }

  add({ sent, received, session }: Sample): void {
    const low = session - this.speed * received;
    const high = session - this.speed * sent;
    const known = this.#boundsAt(received);
    const both = known && { low: Math.max(low, known.low), high: Math.min(high, known.high) };
    // Bounds that exclude each other: the clock was corrected. The newest trip is right.
    const agree = both !== undefined && both.low <= both.high;
    this.#bounds = { ...(agree ? both : { low, high }), at: received };
    if (!agree) this.#first = undefined;
    this.samples += 1;
    this.#measureDrift(this.#bounds);
  }

  /** Half of the width between the bounds: the estimate is not further off than this. */
  error(local: number): number {
    const bounds = this.#boundsAt(local);
    return bounds ? (bounds.high - bounds.low) / 2 : Infinity;
  }

  /** The session's clock at a moment of the page's; it never goes back by a little. */
  at(local: number): number | undefined {
    const bounds = this.#boundsAt(local);
    if (!bounds) return undefined;
    const time = this.speed * local + (bounds.low + bounds.high) / 2;
    this.#latest = this.#latest - time < TURN_BACK ? Math.max(this.#latest, time) : time;
    return this.#latest;
  }

  /** The moment of the page's clock at which the session's will be at `session`. */
  localOf(session: number, near: number): number {
    const bounds = this.#boundsAt(near);
    const offset = bounds ? (bounds.low + bounds.high) / 2 : 0;
    return (session - offset) / this.speed;
  }

  #boundsAt(local: number): { low: number; high: number } | undefined {
    if (!this.#bounds) return undefined;
    const { low, high, at } = this.#bounds;
    const age = Math.max(0, local - at) * this.speed;
    const drift = this.#rate * age;
    const wider = (this.#rateKnown ? DRIFT_KNOWN : DRIFT) * age;
    return { low: low + drift - wider, high: high + drift + wider };
  }

  #measureDrift(now: Bounds): void {
    this.#first ??= now;
    const { low, high, at } = this.#first;
    const age = (now.at - at) * this.speed;
    const uncertain = (high - low + now.high - now.low) / 2;
    // Bounds only narrow during the first trips: a baseline begins with narrow ones.
    if (age < DRIFT_BASELINE && now.high - now.low < (high - low) / 2) this.#first = now;
    if (age < DRIFT_BASELINE || uncertain / age > DRIFT_KNOWN) return;
    const rate = (now.low + now.high - low - high) / 2 / age;
    this.#rate = Math.max(-DRIFT_LARGEST, Math.min(DRIFT_LARGEST, rate));
    this.#rateKnown = true;
  }
}
