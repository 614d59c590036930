/** Which talk of one list is which of another. */
import type { Talk } from './lineup.ts';

/** Indexes of talks that are the same, in both directions. */
export interface Pairs {
  readonly forth: ReadonlyMap<number, number>;
  readonly back: ReadonlyMap<number, number>;
}

/** Speaker and title, whatever their case: what makes a talk that talk. */
export const keyOf = ({ speaker, title }: Talk): string => `${speaker}\n${title}`.toLowerCase();

/**
 * Pairs talks by speaker and title; then by a speaker who is there once in each list, which is a new
 * title; then by such a title, which is another speaker.
 */
export function pairsOf(from: readonly Talk[], to: readonly Talk[]): Pairs {
  const forth = new Map<number, number>();
  const back = new Map<number, number>();
  const pair = (a: number, b: number): void => {
    forth.set(a, b);
    back.set(b, a);
  };
  const targets = byKey(to, keyOf);
  from.forEach((talk, a) => {
    const b = targets.get(keyOf(talk))?.find((candidate) => !back.has(candidate));
    if (b !== undefined) pair(a, b);
  });
  for (const key of [speakerOf, titleOf]) {
    const ours = byKey(from, key);
    const theirs = byKey(to, key);
    for (const [name, [a, ...more]] of ours) {
      const [b, ...others] = theirs.get(name) ?? [];
      if (name === '' || a === undefined || b === undefined || more.length + others.length > 0)
        continue;
      if (!forth.has(a) && !back.has(b)) pair(a, b);
    }
  }
  return { forth, back };
}

const speakerOf = ({ speaker }: Talk): string => speaker.toLowerCase();
const titleOf = ({ title }: Talk): string => title.toLowerCase();

function byKey(talks: readonly Talk[], key: (talk: Talk) => string): Map<string, number[]> {
  const found = new Map<string, number[]>();
  talks.forEach((talk, i) => {
    const list = found.get(key(talk));
    if (list) list.push(i);
    else found.set(key(talk), [i]);
  });
  return found;
}

/**
 * The fewest members to move so that a sequence of numbers ascends: those outside its longest
 * ascending part.
 */
export function outOfOrder(sequence: readonly number[]): Set<number> {
  // Patience: the smallest last member of an ascending part of each length, and the member before each.
  const ends: number[] = [];
  const before = new Map<number, number | undefined>();
  for (const value of sequence) {
    let at = ends.length;
    while (at > 0 && (ends[at - 1] ?? 0) > value) at -= 1;
    before.set(value, ends[at - 1]);
    ends[at] = value;
  }
  const kept = new Set<number>();
  for (let value = ends.at(-1); value !== undefined; value = before.get(value)) kept.add(value);
  return new Set(sequence.filter((value) => !kept.has(value)));
}
