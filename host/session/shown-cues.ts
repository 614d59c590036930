/** Which cues of a talk its player has shown, as the lines of a journal tell it. */
import type { Line } from '../journal/journal.ts';
import type { EventLine } from './written-lines.ts';

export class ShownCues {
  #talk = -1;
  #on = false;
  #count = 0;
  /** Of the talks, by their ids, in ms. */
  readonly #lengths = new Map<unknown, number>();

  /** How many of a talk, by its index. */
  of(talk: number): number {
    return talk === this.#talk ? this.#count : 0;
  }

  lineup({ talks }: Line): void {
    for (const { id, length } of talks as { id: unknown; length?: unknown }[])
      if (typeof length === 'number') this.#lengths.set(id, length);
  }

  /** A talk that is under its length, or has only begun, will show all that is ahead. */
  event({ state, now, id, elapsed, granted }: EventLine): void {
    this.#on = state === 'running' || state === 'held';
    if (!this.#on) return;
    const under = (elapsed ?? 0) - granted < (this.#lengths.get(id) ?? 0);
    if (under || now !== this.#talk) this.#count = 0;
    this.#talk = now;
  }

  cue({ talk, number, jumped }: Line): void {
    if (this.#on && talk === this.#talk && typeof number === 'number' && jumped !== true)
      this.#count = Math.max(this.#count, number + 1);
  }
}
