/** One talk of the lineup and what happened to it. */
import type { Talk } from '../lineup/lineup.ts';
import type { Item } from '../session/types.ts';
import type { Sitting } from './sitting.ts';

export interface ListedItem extends Item {
  readonly length: number;
}

export interface TalkAccount {
  readonly id: number;
  readonly talk: Talk;
  readonly length: number;
  /** The last time that it was begun; the others, oldest first. */
  readonly sitting: Sitting | undefined;
  readonly before: readonly Sitting[];
  readonly missed: { readonly at: number; readonly ahead: number } | undefined;
  /** It had been a no-show when it was brought back. */
  readonly missedFirst: boolean;
  readonly falseStarts: number;
  readonly calledBack: number;
  readonly undone: number;
  readonly sentToEnd: number;
}

/** Times that one talk was given: who presses on and on gets no more of them. */
const MOST_TIMES = 20;

export const fresh = (id: number, talk: Talk, length: number): TalkAccount => ({
  id,
  talk,
  length,
  sitting: undefined,
  before: [],
  missed: undefined,
  missedFirst: false,
  falseStarts: 0,
  calledBack: 0,
  undone: 0,
  sentToEnd: 0,
});

/** It is begun, once more perhaps. */
export const withBegin = (account: TalkAccount, sitting: Sitting): TalkAccount => ({
  ...account,
  missed: undefined,
  sitting,
  before: account.sitting
    ? [...account.before, account.sitting].slice(-MOST_TIMES)
    : account.before,
});

/** It is to come again. What it was given before stays told until it is begun. */
export const broughtBack = (account: TalkAccount): TalkAccount => ({
  ...account,
  missed: undefined,
  missedFirst: account.missedFirst || account.missed !== undefined,
  calledBack: account.calledBack + 1,
});

/** What was begun was no talk: what had been before counts again. */
export const withoutBegin = (account: TalkAccount): TalkAccount => ({
  ...account,
  sitting: account.before.at(-1),
  before: account.before.slice(0, -1),
});
