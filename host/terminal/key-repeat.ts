/**
 * A held key counts once. A terminal tells no key-up: a held key arrives again after 0.25 to 1 s, and
 * then every 30 ms or so. So what follows closely is a repeat; what comes later may be its beginning,
 * and is a press only when nothing follows it closely.
 */

/** Gaps within a stream of repeats are shorter than this, however slow the line. */
const STREAM_GAP = 150;
/** A first repeat comes at the earliest and at the latest so long after the press. */
const FIRST_REPEAT = { earliest: 700, latest: 1500 } as const;
/** After a stream has ended, the key is deaf for so long. */
const AFTER_STREAM = 300;

/** `later`: a press unless the same key arrives again within `SETTLES` ms. */
export type Verdict = 'press' | 'repeat' | 'later';

/** How long to wait on a `later`. */
export const SETTLES = STREAM_GAP;

export class HeldKeys {
  #key: string | undefined;
  #last = -Infinity;
  #deafUntil = -Infinity;
  #doubtUntil = -Infinity;

  /**
   * Judges the arrival of a key at `at` (ms, any monotonic clock). `eager` is for a key that is meant
   * to be pressed twice: only what follows closely is a repeat.
   */
  arrived(key: string, at: number, eager = false): Verdict {
    const gap = at - this.#last;
    const same = key === this.#key;
    this.#key = key;
    this.#last = at;
    if (!same) return this.#pressed(at);
    if (gap < STREAM_GAP) {
      this.#deafUntil = Math.max(this.#deafUntil, at + AFTER_STREAM);
      this.#doubtUntil = -Infinity;
      return 'repeat';
    }
    if (at < this.#deafUntil && !eager) return 'repeat';
    if (at >= this.#doubtUntil) return this.#pressed(at);
    return 'later';
  }

  /** A `later` has turned out to be a press: the key had arrived at `at`. */
  settled(at: number): void {
    this.#pressed(at);
  }

  #pressed(at: number): 'press' {
    this.#deafUntil = at + FIRST_REPEAT.earliest;
    this.#doubtUntil = at + FIRST_REPEAT.latest;
    return 'press';
  }
}
