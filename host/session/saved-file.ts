/** The lineup file of a running session: what it said when it was read, and what a later save offers. */
import type { Rules } from '../../protocol/rules.ts';
import type { Lineup } from '../lineup/lineup.ts';
import { difference, type Difference } from '../lineup/merge.ts';
import type { Entry } from './types.ts';

export interface Saved {
  readonly lineup: Lineup;
  /** The rules that its talks name. */
  readonly rules: ReadonlyMap<string, Rules>;
}

export class SavedFile {
  /** A mistake in the file as it is now, with its place; nothing of it is taken. */
  problem: string | undefined;
  #known: Lineup;
  #saved: Saved | undefined;
  #found: { readonly of: readonly Entry[]; readonly is: Difference } | undefined;

  constructor(known: Lineup) {
    this.#known = known;
  }

  saved(saved: Saved): void {
    this.problem = undefined;
    this.#saved = saved;
    this.#found = undefined;
  }

  /** What the file would change in the lineup as it stands, or undefined where it would change nothing. */
  difference(entries: readonly Entry[]): (Difference & Saved) | undefined {
    if (!this.#saved) return undefined;
    const found = this.#differenceFrom(entries, this.#saved.lineup);
    return found.summary === '' ? undefined : { ...found, ...this.#saved };
  }

  /** Found once for each state of the lineup: a press that moves no talk asks again for the same. */
  #differenceFrom(entries: readonly Entry[], saved: Lineup): Difference {
    const known = this.#found;
    const isSame = ({ talk, status }: Entry, i: number): boolean =>
      known?.of[i]?.talk === talk && known.of[i].status === status;
    if (known?.of.length === entries.length && entries.every(isSame)) return known.is;
    const current = entries.map(({ talk, status }) => ({ talk, state: status }));
    const is = difference(this.#known, saved, current);
    this.#found = { of: entries, is };
    return is;
  }

  /** The session is now as the file says. */
  taken({ lineup }: Saved): void {
    this.#known = lineup;
    this.#saved = undefined;
    this.#found = undefined;
  }
}
