/**
 * How far what the page shows can be believed. It must never look alive when it is not: a page that
 * slept, or that nobody tells anything any more, says so.
 */
export type Trust =
  /** Nothing may be shown: no answer yet, or none since the page slept. */
  | 'unknown'
  /** The host was heard within the last seconds. */
  | 'sure'
  /** Not connected: the page plays on what it knew, silently. */
  | 'alone'
  /** Not connected for long, or past the end of the talk: what is shown may well be wrong. */
  | 'grey';

/** A pause between two frames after which the page may have slept. */
const GAP = 1_000;
/** The two clocks of a page may disagree by so much, and no more. */
const DISAGREEMENT = 200;
/** On its own, a page is believed for so long. */
const ALONE = 30_000;

export class SleepWatch {
  #frame: number | undefined;
  #difference: number | undefined;

  /**
   * Called at each frame with the monotonic and the wall clock; true if the page may have slept since
   * the last, or a clock was set.
   */
  slept(monotonic: number, wall: number): boolean {
    const gap = this.#frame !== undefined && monotonic - this.#frame > GAP;
    const difference = wall - monotonic;
    const set =
      this.#difference !== undefined && Math.abs(difference - this.#difference) > DISAGREEMENT;
    this.#frame = monotonic;
    this.#difference = gap || set ? difference : (this.#difference ?? difference);
    return gap || set;
  }

  /** A fresh answer: from here on the clocks are compared anew. */
  fresh(monotonic: number, wall: number): void {
    this.#difference = wall - monotonic;
  }
}

/** What came, by the page's clock. */
export interface Heard {
  readonly lastByte: number;
  /** From when on it is known that nothing comes; Infinity while that is not known. */
  readonly lostAt: number;
  /** How long nothing may come before the host is missed, in ms. */
  readonly patience: number;
}

export interface Evidence extends Heard {
  readonly local: number;
  /** A document and a clock that are not in doubt. */
  readonly known: boolean;
  /** When the talk that is on reaches 0:00 by the page's clock; undefined if none runs. */
  readonly end: number | undefined;
}

export function trustOf(evidence: Evidence): Trust {
  const { local, lastByte, lostAt, patience, known, end = Infinity } = evidence;
  if (!known) return 'unknown';
  const silent = local - lastByte;
  if (silent < patience && local < lostAt) return 'sure';
  return silent >= ALONE || local >= end ? 'grey' : 'alone';
}
