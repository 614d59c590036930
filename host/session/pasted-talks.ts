/** Pasted talks beside those of the session: which are there already, and what becomes of the list. */
import { keyOf } from '../lineup/pairs.ts';
import type { Talk } from '../lineup/lineup.ts';
import type { Item, Snapshot } from './types.ts';

/** Whether a pasted talk is in the lineup already; `been`: it has been given, was missed, or is on. */
export type Here = 'no' | 'to-come' | 'been';

export interface Standing {
  /** For each pasted talk. */
  readonly here: readonly Here[];
  /** How many talks of the lineup are still to come. */
  readonly toCome: number;
}

/** How many items at the front may not be touched: those before the talk that is reached, and that one if it is on. */
export function fixedIn(
  items: readonly { readonly id: number }[],
  reached: number | undefined,
  on: boolean,
): number {
  const at = items.findIndex(({ id }) => id === reached);
  return at < 0 ? items.length : at + (on ? 1 : 0);
}

/** For whoever is about to take a list: what is the case now. */
export function standingOf(
  talks: readonly Talk[],
  { entries, programme, stage: { state, talk } }: Snapshot,
): Standing {
  const on = state === 'running' || state === 'held';
  const fixed = fixedIn(entries, programme.talks[talk]?.id, on);
  const keys = entries.map((entry) => keyOf(entry.talk));
  const here = talks.map((one): Here => {
    const at = keys.indexOf(keyOf(one));
    return at < 0 ? 'no' : at < fixed ? 'been' : 'to-come';
  });
  return { here, toCome: entries.slice(fixed).filter((entry) => entry.talk.skip !== true).length };
}

/**
 * The items with a pasted list behind those that are given or on, or behind all: without the talks that are
 * there already. One that is still to come keeps its identity, and what the list does not say of it. A sentence
 * where nothing would be left to take.
 */
export function withPasted(
  items: readonly Item[],
  fixed: number,
  talks: readonly Talk[],
  replace: boolean,
): Item[] | string {
  const kept = replace ? items.slice(0, fixed) : items;
  const there = new Set(kept.map(({ talk }) => keyOf(talk)));
  const fresh = talks.filter((talk) => !there.has(keyOf(talk)));
  if (fresh.length === 0)
    return replace
      ? 'all of these were given or are on: nothing would be left to come'
      : 'all of these are in the lineup already';
  const waiting = new Map(items.slice(kept.length).map((item) => [keyOf(item.talk), item]));
  let free = items.reduce((most, { id }) => Math.max(most, id), 0) + 1;
  return [
    ...kept,
    ...fresh.map((talk): Item => {
      const twin = waiting.get(keyOf(talk));
      if (!twin) return { id: free++, talk };
      waiting.delete(keyOf(talk));
      const { skip: _, ...before } = twin.talk;
      return { id: twin.id, talk: { ...before, ...talk } };
    }),
  ];
}
