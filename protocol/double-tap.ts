/**
 * Keeps a double tap from starting a talk and finishing it: what a button means has just changed under the
 * finger. Used by every operator's screen.
 */
import type { State } from './stage.ts';

/** Start and finish are refused for so long after any event, in ms. */
const BIG_RESTS = 2000;
/** Others are refused for so long after what they mean has changed, in ms. */
const OTHERS_REST = 700;

/** What buttons mean depends on this. */
export interface Meaning {
  readonly state: State;
  readonly talk: number;
  /** Differs after each event of the session; null where it was put somewhere. */
  readonly event: number | null;
}

export class DoubleTap {
  #shown: Meaning | undefined;
  #event = -Infinity;
  #meaning = -Infinity;

  /** The screen shows this from `at` on (ms, any monotonic clock). What it shows first is no event. */
  show({ state, talk, event }: Meaning, at: number): void {
    const before = this.#shown;
    this.#shown = { state, talk, event };
    if (!before) return;
    const meant = before.state !== state || before.talk !== talk;
    if (meant) this.#meaning = at;
    // A stage that was put where it is, after a restart say, was pressed by nobody.
    if (meant || (event !== null && before.event !== event)) this.#event = at;
  }

  /** A sentence that refuses a press at `at`, or undefined where it counts. */
  refusal(big: boolean, at: number): string | undefined {
    if (big && at - this.#event < BIG_RESTS)
      return `Something just happened: look, then press again in ${secondsTo(this.#event + BIG_RESTS - at)} s.`;
    if (!big && at - this.#meaning < OTHERS_REST)
      return 'Something just happened: look, then press again.';
    return undefined;
  }
}

const secondsTo = (ms: number): string => String(Math.max(1, Math.ceil(ms / 1000)));
