/** A session's talks while a saved file is merged into them. */
import type { Talk } from './lineup.ts';
import { keyOf } from './pairs.ts';

/** A talk of the session as it would be. */
export interface Merged {
  readonly talk: Talk;
  /** Its index in the session as it is; absent for a talk that is added. */
  readonly was?: number;
}

export class Draft {
  readonly talks: Merged[] = [];
  /** Talks that the new file has too, by their index in it. */
  readonly #placed = new Map<number, Merged>();
  /** How many talks the last fixed one ends: nothing is put before it. */
  #front = 0;
  /** The greatest index of a placed one. */
  #last = -1;
  /** Talks that have been or are on: they stay, and nothing goes before them. */
  readonly #fixed = new Set<Merged>();

  /** Takes over a talk of the session; `now` is its index in the new file, if it is there. */
  keep(merged: Merged, open: boolean, now: number | undefined): void {
    this.talks.push(merged);
    if (!open) {
      this.#fixed.add(merged);
      this.#front = this.talks.length;
    }
    if (now !== undefined) this.#place(now, merged);
  }

  /**
   * A talk that is new in the file may be in the session already: added on a screen, or ended. Members
   * of `added` that are not new are undefined.
   */
  findTwins(added: readonly (Talk | undefined)[]): void {
    const known = new Map(this.talks.map((merged) => [keyOf(merged.talk), merged]));
    added.forEach((talk, now) => {
      const twin = talk && known.get(keyOf(talk));
      if (twin) this.#place(now, twin);
    });
  }

  #place(now: number, merged: Merged): void {
    this.#placed.set(now, merged);
    this.#last = Math.max(this.#last, now);
  }

  /** Adds a talk where the file has it, unless it is there already. True if it was added. */
  add(talk: Talk, now: number): boolean {
    if (this.#placed.has(now)) return false;
    const merged = { talk };
    this.talks.splice(this.#placeFor(now), 0, merged);
    this.#place(now, merged);
    return true;
  }

  /** Moves a talk to where the file has it. True if that is another place than before. */
  move(now: number): boolean {
    const merged = this.#placed.get(now);
    if (!merged || this.#fixed.has(merged)) return false;
    const from = this.talks.indexOf(merged);
    this.talks.splice(from, 1);
    if (from < this.#front) this.#front -= 1;
    const to = this.#placeFor(now);
    this.talks.splice(to, 0, merged);
    return from !== to;
  }

  /**
   * Behind the nearest talk that comes before it in the file, and behind all that are fixed; what is
   * last in the file comes last, whatever a screen has put there.
   */
  #placeFor(now: number): number {
    if (this.#last <= now) return this.talks.length;
    const front = this.#front;
    for (let before = now - 1; before >= 0; before -= 1) {
      const placed = this.#placed.get(before);
      const at = placed === undefined ? -1 : this.talks.lastIndexOf(placed);
      if (at >= 0) return Math.max(front, at + 1);
    }
    return front;
  }
}
