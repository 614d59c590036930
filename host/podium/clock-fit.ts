/**
 * The podium's clock as the host sees it: offset and rate from round trips. The quickest round trips
 * say most, because a delay can only be added.
 */
import { duration, instant, type Duration, type Instant } from '../../protocol/time.ts';

export interface RoundTrip {
  /** Host's clock when the request went out and when the answer was there. */
  readonly sent: Instant;
  readonly received: Instant;
  /** What the lines themselves take on the wire, which is known and differs each way. */
  readonly requestTakes: Duration;
  readonly replyTakes: Duration;
  /** The podium's clock in the answer, with its microseconds. */
  readonly clock: number;
}

/** A rate is trusted from this span of samples on: below it, jitter would pass for drift. */
const RATE_SPAN = 10_000;
const KEPT = 240;
/** Samples count as quick whose slack is at most so many times the least, and so many ms more. */
const QUICK_TIMES = 1.5;
const QUICK_MORE = 1.5;
/** What every sample may be off by, in ms, however quick it was. */
const LEAST_ERROR = 0.5;
/** What no delay explains, in ms: more than this beyond what is possible is a jump. */
const BEYOND_DELAY = 20;
/** The largest rate error of a board that is in order is 0.2 %; more is a wrong sample. */
const WORST_RATE = 0.005;

interface Sample {
  readonly host: number;
  readonly offset: number;
  readonly slack: number;
  /** A sample's error grows with its slack. */
  readonly weight: number;
}

export class ClockFit {
  readonly #kept: number;
  #samples: Sample[] = [];
  #reference = 0;
  #offset = 0;
  #rate = 0;
  #mayGoBack = false;
  /** How often the clocks have jumped against each other. */
  jumps = 0;
  /** Whether the last sample is counted in; nothing is known of a clock without any. */
  #fitted = true;

  /** `kept`: so many round trips are remembered. */
  constructor(kept = KEPT) {
    this.#kept = kept;
  }

  /** False, and not taken, for an answer that a clock gives only if it was begun anew. */
  add(trip: RoundTrip): boolean {
    const { sent, received, requestTakes, replyTakes, clock } = trip;
    const slack = Math.max(0, received - sent - requestTakes - replyTakes);
    const host = sent + requestTakes + slack / 2;
    const jump = this.#jump(host, clock, slack);
    if (jump < 0 && !this.#mayGoBack) return false;
    if (jump !== 0 || slack < BEYOND_DELAY) this.#mayGoBack = false;
    // A computer that sleeps stops its own clock.
    if (jump !== 0) {
      this.#samples = [];
      this.jumps += 1;
    }
    const weight = 1 / (slack + LEAST_ERROR) ** 2;
    const sample = { host, offset: clock - host, slack, weight };
    this.#samples = [...this.#samples.slice(1 - this.#kept), sample];
    this.#fitted = false;
    return true;
  }

  /** By how much the podium's clock has jumped against the host's, in ms; 0 where delay explains it. */
  #jump(host: number, clock: number, slack: number): number {
    const last = this.#samples.at(-1);
    if (!last) return 0;
    const drifted = (host - last.host) * WORST_RATE;
    const off = clock - this.podiumAt(instant(host));
    return Math.abs(off) > slack / 2 + this.uncertainty + drifted + BEYOND_DELAY ? off : 0;
  }

  /** It was not begun anew after all: the host's own clock has jumped ahead. */
  allowBack(): void {
    this.#mayGoBack = true;
  }

  get samples(): number {
    return this.#samples.length;
  }

  /** The podium's clock at a moment of the host's. */
  podiumAt(host: Instant): Instant {
    this.#fit();
    return instant(host + this.#offset + this.#rate * (host - this.#reference));
  }

  /** How fast the podium's clock is against the host's, in ppm; 0 until it is known. */
  get drift(): number {
    this.#fit();
    return this.#rate * 1e6;
  }

  /** Half of the slack in the quickest round trip: the offset cannot be further off. */
  get uncertainty(): Duration {
    return duration(Math.min(...this.#samples.map(({ slack }) => slack)) / 2);
  }

  #fit(): void {
    if (this.#fitted) return;
    this.#fitted = true;
    const quickest = Math.min(...this.#samples.map(({ slack }) => slack));
    const good = this.#samples.filter(({ slack }) => slack <= quickest * QUICK_TIMES + QUICK_MORE);
    const total = good.reduce((sum, { weight }) => sum + weight, 0);
    const mean = (of: (sample: Sample) => number): number =>
      good.reduce((sum, sample) => sum + sample.weight * of(sample), 0) / total;
    const host = mean((sample) => sample.host);
    const offset = mean((sample) => sample.offset);
    const spread = mean((sample) => (sample.host - host) ** 2);
    const slope = mean((sample) => (sample.host - host) * (sample.offset - offset)) / spread;
    const hosts = good.map((sample) => sample.host);
    const known = Math.max(...hosts) - Math.min(...hosts) >= RATE_SPAN;
    this.#reference = host;
    this.#offset = offset;
    this.#rate = known ? Math.max(-WORST_RATE, Math.min(WORST_RATE, slope)) : 0;
  }
}
