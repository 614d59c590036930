/** What lines of a journal must be to be believed: another program, or another version, may have written them. */
import { STATES, type State } from '../../protocol/stage.ts';
import type { Line } from '../journal/journal.ts';
import type { Talk } from '../lineup/lineup.ts';
import type { Item } from './types.ts';

export interface EventLine extends Line {
  readonly state: State;
  /** Index of the talk where the stage is, and its id, which journals of older versions don't tell. */
  readonly now: number;
  readonly nowId?: number;
  readonly elapsed: number | null;
  readonly granted: number;
  readonly id?: number;
  /** Ms by which the line was written later than it happened. */
  readonly late?: number;
  readonly rev?: number;
  /** Number of the podium's boot; `alone`: the podium was out of reach. */
  readonly podium?: number;
  readonly alone?: boolean;
}

/** It claims to tell where the stage is. */
export const claimsStage = (line: Line): boolean => 'state' in line && 'now' in line;

/** It does so in values that a stage can have. */
export function isEvent(line: Line): line is EventLine {
  const { state, now, nowId, elapsed, granted, late, rev, podium, id } = line;
  const goes = state === 'running' || state === 'held';
  return (
    (STATES as readonly unknown[]).includes(state) &&
    isCount(now) &&
    (typeof elapsed === 'number' ? Number.isFinite(elapsed) : elapsed === null && !goes) &&
    Number.isFinite(granted) &&
    [nowId, late, rev, podium, id].every((one) => one === undefined || isCount(one))
  );
}

/** Ids of the talks to be given, as stages count them. */
export const givenIn = (items: readonly Item[]): number[] =>
  items.filter(({ talk }) => talk.skip !== true).map(({ id }) => id);

/**
 * Index of the talk where the stage is, among the ids of the talks to be given: that lineup may be older than the
 * line, where a crash came before the lineup's own.
 */
export function indexNow({ now, nowId }: EventLine, given: readonly number[]): number {
  const found = nowId === undefined ? -1 : given.indexOf(nowId);
  return found < 0 ? now : found;
}

/** The talks of a lineup's line, or undefined where they are none. */
export function itemsIn({ talks }: Line): Item[] | undefined {
  if (!Array.isArray(talks) || talks.length === 0 || !talks.every(isTalk)) return undefined;
  const items = talks.map(({ id, ...talk }) => ({ id, talk }));
  return new Set(items.map(({ id }) => id)).size === items.length ? items : undefined;
}

const TEXTS = ['notes', 'sayAs', 'pronouns', 'rules'] as const;
const FLAGS = ['silent', 'noFlash', 'skip'] as const;

function isTalk(value: unknown): value is Talk & { readonly id: number } {
  if (typeof value !== 'object' || value === null) return false;
  const talk = value as Readonly<Record<string, unknown>>;
  return (
    isCount(talk.id) &&
    typeof talk.speaker === 'string' &&
    typeof talk.title === 'string' &&
    (talk.duration === undefined || (isCount(talk.duration) && talk.duration >= 1000)) &&
    TEXTS.every((key) => talk[key] === undefined || typeof talk[key] === 'string') &&
    FLAGS.every((key) => talk[key] === undefined || typeof talk[key] === 'boolean')
  );
}

const isCount = (value: unknown): value is number =>
  typeof value === 'number' && Number.isFinite(value) && value >= 0;
