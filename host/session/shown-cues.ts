/** Which cues of a talk its player has shown, as the lines of a journal tell it. */
import type { Line } from '../journal/journal.ts';
import type { EventLine } from './written-lines.ts';

export class ShownCues {
  /** Index and id of the talk that is on: an edit may change its index. */
  #talk = -1;
  #id: number | undefined;
  #on = false;
  #count = 0;
  /** Of the talks, by their ids, in ms. */
  readonly #lengths = new Map<unknown, number>();

  /** How many of a talk, by its id. */
  of(id: number | undefined): number {
    return id !== undefined && id === this.#id ? this.#count : 0;
  }

  lineup({ talks }: Line): void {
    for (const { id, length } of talks as { id: unknown; length?: unknown }[])
      if (typeof length === 'number') this.#lengths.set(id, length);
  }

  /** `id`: of the talk where the stage is. One that is under its length, or has only begun, will show all that is ahead. */
  event({ state, now, elapsed, granted }: EventLine, id: number | undefined): void {
    this.#on = state === 'running' || state === 'held';
    if (!this.#on) return;
    const under = (elapsed ?? 0) - granted < (this.#lengths.get(id) ?? 0);
    if (under || id !== this.#id) this.#count = 0;
    this.#talk = now;
    this.#id = id;
  }

  cue({ talk, number, jumped }: Line): void {
    if (this.#on && talk === this.#talk && typeof number === 'number' && jumped !== true)
      this.#count = Math.max(this.#count, number + 1);
  }
}
