/** What a session counts for whoever watches over it from outside: no names, and nothing that anybody said. */
import { EVENT_NAMES, REFUSALS, type EventName, type Refusal } from '../../protocol/stage.ts';
import { after, duration, instant, type Duration, type Instant } from '../../protocol/time.ts';

/** How many of some lengths of time were at most as long as each bound. */
export interface Distribution {
  /** In ms, rising; what is longer than the last is in `count` alone. */
  readonly bounds: readonly number[];
  /** For each bound, how many were no longer: each has those of the bounds before it. */
  readonly upTo: readonly number[];
  readonly count: number;
  /** Of all lengths, in ms. */
  readonly sum: number;
}

/** How the host sees a podium's clock. */
export interface ClockError {
  /** How fast it is against the host's, in ppm; 0 until that is known, after ten seconds or more. */
  readonly ppm: number;
  /** How far off the session's clock may be from the podium's, in ms. */
  readonly uncertainty: Duration;
}

export interface JournalMeasures {
  /** False while lines wait because the disk is slow or takes nothing. */
  readonly written: boolean;
  /** How long the last line waited to be written, or the oldest has waited so far: the longer, in ms. */
  readonly delay: number;
  readonly waiting: number;
  readonly lost: number;
}

export interface Measures {
  /** Accepted presses, by what they came to, wherever they were made. */
  readonly presses: Readonly<Record<Happened, number>>;
  readonly refusals: Readonly<Record<Refusal, number>>;
  /** From the moment at which a signal was due to that at which its player showed it. */
  readonly lateness: Distribution;
  readonly journal: JournalMeasures;
  /** Absent with a light that has no clock of its own. */
  readonly clock?: ClockError | undefined;
}

/** `go` always comes to something else. */
type Happened = Exclude<EventName, 'go'>;
const HAPPENED = EVENT_NAMES.filter((name): name is Happened => name !== 'go');

/** In ms: what nobody can see, what is promised, and what everybody sees. */
const LATENESS_BOUNDS = [1, 2, 5, 10, 25, 50, 100, 250, 500, 1000, 5000];

export class Tally {
  readonly presses = zeroes(HAPPENED);
  readonly refusals = zeroes(REFUSALS);
  readonly #late = LATENESS_BOUNDS.map(() => 0);
  #count = 0;
  #sum = 0;
  /** Since when time alone has moved the stage. */
  #since: Instant = instant(-Infinity);

  get lateness(): Distribution {
    return { bounds: LATENESS_BOUNDS, upTo: [...this.#late], count: this.#count, sum: this.#sum };
  }

  /** `ago`: told so long after it happened, by the operator's own word. */
  pressed(type: Happened, at: Instant, ago: Duration = duration(0)): void {
    this.presses[type] += 1;
    this.#since = after(at, ago);
  }

  /** The stage was put somewhere. */
  put(at: Instant): void {
    this.#since = at;
  }

  /**
   * A signal was shown at a position of its score; it was due at another. One that was due before the last
   * press was reached by that press, not by time: nobody was late.
   */
  shown(at: Instant, position: Duration, due: Duration): void {
    const late = Math.max(0, position - due);
    // Positions are sums of what clocks say: the same moment may differ in its last digits.
    if (at - late < this.#since - 0.5) return;
    this.#count += 1;
    this.#sum += late;
    for (const [i, bound] of LATENESS_BOUNDS.entries())
      if (late <= bound) this.#late[i] = (this.#late[i] ?? 0) + 1;
  }
}

const zeroes = <K extends string>(names: readonly K[]): Record<K, number> =>
  Object.fromEntries(names.map((name) => [name, 0])) as Record<K, number>;
