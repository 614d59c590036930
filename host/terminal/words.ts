/** What the operator's screen says in words about talks, the plan and the light. */
import { duration, remaining, formatDuration } from '../../protocol/time.ts';
import type { Entry, Light, Snapshot } from '../session/types.ts';
import { hourOf, secondOf } from '../system/time-of-day.ts';
import type { Model, ScreenClock } from './model.ts';
import { clean } from './clean.ts';

const two = (n: number): string => String(n).padStart(2, '0');

/** Always with the title, where it is known: two speakers may have the same name. */
export const talkWords = ({ talk }: Entry): string =>
  clean([talk.speaker, talk.title].filter((text) => text !== '').join(' – '));

/** `3 Lukas – Typing`: with its number in the lineup, from 1. */
export const numbered = (entry: Entry, entries: readonly Entry[]): string =>
  `${String(entries.findIndex(({ id }) => id === entry.id) + 1)} ${talkWords(entry)}`;

/** `0:20` left, `+0:30` over. The very end is `0:00`. */
export const clockText = ({ over, seconds, text }: ScreenClock): string =>
  over && seconds > 0 ? `+${text}` : text;

/** `+0:30`, `-1:00` */
export const signed = (granted: number): string =>
  (granted > 0 ? '+' : '') + formatDuration(granted as Entry['length']);

/** A talk's standing in the list. */
export function statusWords({ status, took, talk, played }: Entry, granted: number): string {
  switch (status) {
    case 'on':
      return granted === 0 ? 'on stage' : `on stage ${signed(granted)}`;
    case 'next':
      return 'next';
    case 'ended':
      return took === undefined ? 'done' : `took ${remaining(took, 0 as typeof took).text}`;
    case 'missed':
      return talk.skip === true ? 'left out' : played === true ? 'played no-show' : 'no-show';
    case 'waiting':
      return '';
  }
}

/** How a talk came out in the end: what it took of what was planned. */
export function outcomeWords(entry: Entry): string {
  const { took, length, granted = 0 } = entry;
  if (took === undefined) return statusWords(entry, 0);
  const taken = formatDuration(took);
  const both = `${taken} of ${formatDuration(duration(length + granted))}`;
  return both.length > 13 ? taken : both;
}

/** How the session stands against its plan: `3 min behind`. Whole minutes, so that it stays calm. */
export function standingWords({ plan, snapshot }: Model): string {
  const closed = snapshot.stage.state === 'closed';
  if (plan.behind === undefined) return closed ? 'over' : 'not begun';
  const minutes = Math.trunc(plan.behind / 60_000);
  const by = `${String(Math.abs(minutes))} min ${minutes > 0 ? 'behind' : 'ahead'}`;
  const standing = minutes === 0 ? 'on time' : by;
  return closed ? `over, ${standing}` : standing;
}

/**
 * Whether the session ends before the room must be free, the shorter the more important; empty where
 * no hour was given.
 */
export function roomWords({ plan, snapshot }: Model, width: number): string {
  const { until, stage } = snapshot;
  if (until === undefined) return '';
  const room = `until ${hourOf(until)}`;
  if (stage.state === 'closed') return room;
  const spare = until - plan.end;
  const over = minuteWords(Math.ceil(-spare / 60_000));
  const [first, more] =
    spare >= 0
      ? [`${room}: all fits`, `, ${minuteWords(Math.floor(spare / 60_000))} to spare`]
      : plan.over === 0
        ? [`${room}: ${over} too long`, '']
        : [`${room}: ${countOf(plan.over, 'talk')} too many`, `, by ${over}`];
  return first.length + more.length <= width ? first + more : first;
}

const minuteWords = (n: number): string =>
  n < 100 ? `${String(n)} min` : `${String(Math.floor(n / 60))} h ${two(n % 60)}`;

/** The light, and how far it can be trusted. `alert` where the operator must know. */
export function lightWords(light: Light, unreachedSince: number | undefined): Told {
  const name = clean(light.name);
  if (light.kind === 'none') return { text: 'no light: this screen is the light', alert: false };
  if (!light.reached) {
    const since = unreachedSince === undefined ? '' : ` since ${secondOf(unreachedSince)}`;
    return { text: `light out of reach${since}: ${name}`, alert: true };
  }
  if (light.truth === 'estimated')
    return { text: `light: ${name} was reset: its time is estimated`, alert: true };
  if (light.truth === 'power-lost')
    return { text: `light: ${name} lost its power: check the talk and the time`, alert: true };
  return { text: `light: ${name}`, alert: false };
}

export interface Told {
  readonly text: string;
  readonly alert: boolean;
}

/** What a closed session came to. */
export function closedWords({ entries }: Snapshot): string {
  const ended = entries.filter(({ status }) => status === 'ended').length;
  const missed = entries.filter(({ status, talk }) => status === 'missed' && !talk.skip);
  const noShow = missed.every(({ played }) => played === true) ? 'played no-show' : 'no-show';
  const told = missed.length > 0 ? `, ${countOf(missed.length, noShow)}` : '';
  return `${countOf(ended, 'talk')} given${told}`;
}

const countOf = (n: number, noun: string): string => `${String(n)} ${noun}${n === 1 ? '' : 's'}`;
