/** The fields that messages are made of, and those that several messages share. */
import { LIMITS } from './programme.ts';
import { REV_MODULO, STATES } from './stage.ts';

export interface NumberField {
  readonly name: string;
  readonly kind: 'number';
  readonly min: number;
  readonly max: number;
  readonly unit?: string;
  /** May be `-`, which reads as null. */
  readonly optional?: true;
  /** May be left out, which reads as null: the last field of its message alone. */
  readonly mayLack?: true;
  readonly text: string;
}
export interface WordField {
  readonly name: string;
  readonly kind: 'word';
  readonly words: readonly string[];
  readonly text: string;
}
export interface HexField {
  readonly name: string;
  readonly kind: 'hex';
  /** Number of hex digits. */
  readonly digits: number;
  /** May have fewer, in pairs. */
  readonly fewer?: true;
  readonly text: string;
}
export interface TextField {
  readonly name: string;
  readonly kind: 'text';
  /** Number of characters, at most; none of them is a space. */
  readonly longest: number;
  readonly text: string;
}
export type Field = NumberField | WordField | HexField | TextField;

export const number = <N extends string>(
  name: N,
  text: string,
  min: number,
  max: number,
  unit?: string,
) => ({ name, kind: 'number' as const, text, min, max, ...(unit === undefined ? {} : { unit }) });
const orNone = <F extends NumberField>(field: F) => ({ ...field, optional: true as const });
export const word = <N extends string, const W extends readonly string[]>(
  name: N,
  text: string,
  words: W,
) => ({ name, kind: 'word' as const, text, words });
export const hex = <N extends string>(name: N, text: string, digits: number) => ({
  name,
  kind: 'hex' as const,
  text,
  digits,
});
export const orFewer = <F extends HexField>(field: F) => ({ ...field, fewer: true as const });

export const rev = number('rev', 'revision of the stage', 0, REV_MODULO - 1);
export const seenRev = number('rev', 'revision that the sender saw', 0, REV_MODULO - 1);
export const talk = number(
  'talk',
  'index of the talk; when closed, how many have been',
  0,
  LIMITS.talks,
);
/** 48 days: the podium counts what a clock has counted in 32 bits, and no further. */
export const LONGEST_ELAPSED = 4_200_000_000;
export const state = word('state', 'state of the stage', STATES);
export const elapsed = orNone(
  number('elapsed', 'what the clock has counted; `-`: there is none', 0, LONGEST_ELAPSED, 'ms'),
);
export const granted = number('granted', 'time granted to the talk that is on', -3600, 3600, 's');
/** It begins anew after 2^36 ms, which is two years: a number of eleven digits, as 32 of its bits go on. */
export const clock = number('clock', "the podium's clock", 0, 68_719_476_735, 'ms');
/** When an event happened. The podium looks at its low 32 bits, which are enough for a minute. */
export const moment = {
  ...orNone(number('clock', "when, by the podium's clock; `-`: now", 0, 99_999_999_999, 'ms')),
  mayLack: true as const,
};
/** The podium remembers it by itself, but not through a loss of power. */
export const quiet = {
  ...orNone(
    number(
      'quiet',
      "so many of the talk's first cues were announced: quiet if they come again; `-`: as it remembers",
      1,
      LIMITS.cuesInScore + 255,
    ),
  ),
  mayLack: true as const,
};
export const position = number(
  'position',
  'position in the score',
  -3_600_000,
  9_999_999_999,
  'ms',
);
export const score = number(
  'score',
  'number of the score; 0 is the changeover',
  0,
  LIMITS.scores - 1,
);
export const cue = number(
  'cue',
  'number of the cue; repeats count on',
  0,
  LIMITS.cuesInScore - 1 + 255,
);
