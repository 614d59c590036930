import type { LampSet } from '../../protocol/signal.ts';
import type { Lit } from './truth.ts';

/** What was lit, or had to be, in the order of time. */
export class Timeline {
  readonly #lit: readonly Lit[];

  constructor(lit: readonly Lit[]) {
    this.#lit = lit;
  }

  at(t: number): readonly LampSet[] {
    return this.#lit[this.#index(t)]?.sets ?? [0];
  }

  /** All that was lit at some moment between two. */
  within(from: number, to: number): LampSet[] {
    const sets = [...this.at(from)];
    for (let i = this.#index(from) + 1; i < this.#lit.length; i++) {
      const lit = this.#lit[i];
      if (!lit || lit.from > to) break;
      sets.push(...lit.sets);
    }
    return sets;
  }

  /** Index of what holds at a moment, -1 before all. */
  #index(t: number): number {
    let low = -1;
    let high = this.#lit.length - 1;
    while (low < high) {
      const middle = (low + high + 1) >> 1;
      if ((this.#lit[middle]?.from ?? Infinity) <= t) low = middle;
      else high = middle - 1;
    }
    return low;
  }
}
