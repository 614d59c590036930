/** Finding what somebody named among what an export has: exactly, else by whole words of the name. */
import { quoted, quotedList, tidy } from '../system/characters.ts';
import type { ConferenceEvent } from './exports/conference.ts';

const folded = (text: string): string => tidy(text).toLowerCase();

type Names = (event: ConferenceEvent) => readonly (string | undefined)[];

/** Scripts that write no blanks between words: there any part of a name may be a word. */
const UNSPACED =
  /[\p{Script=Han}\p{Script=Hiragana}\p{Script=Katakana}\p{Script=Thai}\p{Script=Khmer}\p{Script=Lao}]/u;

/**
 * Whether the sought words stand in a name. The last may be only begun ("light" for Lightning Talks),
 * but no number may: 1 is not Room 10.
 */
export function hasWords(name: string, sought: string): boolean {
  if (sought === '') return false;
  if (UNSPACED.test(sought)) return name.includes(sought);
  const whole = /\p{N}$/u.test(sought);
  for (let at = name.indexOf(sought); at >= 0; at = name.indexOf(sought, at + 1)) {
    const after = name.charAt(at + sought.length);
    const begins = !/[\p{L}\p{N}]$/u.test(name.slice(0, at)) || !/^[\p{L}\p{N}]/u.test(sought);
    if (begins && !(whole && /\p{N}/u.test(after))) return true;
  }
  return false;
}

/** The events one of whose names is the wanted one; if there is none, those whose name has it in it. */
export function matching(
  events: readonly ConferenceEvent[],
  wanted: string,
  names: Names,
): ConferenceEvent[] {
  const sought = folded(wanted);
  const test = (fits: (name: string) => boolean): ConferenceEvent[] =>
    events.filter((event) => names(event).some((name) => name !== undefined && fits(folded(name))));
  const exact = test((name) => name === sought);
  return exact.length > 0 ? exact : test((name) => hasWords(name, sought));
}

/** The different names by which `wanted` was found. More than one is worth a note. */
export function foundBy(
  events: readonly ConferenceEvent[],
  wanted: string,
  names: Names,
): string[] {
  const sought = folded(wanted);
  const all = events.flatMap((event) => names(event)).filter((name) => name !== undefined);
  return [...new Set(all.filter((name) => hasWords(folded(name), sought)))];
}

const WEEKDAYS = [
  'sunday',
  'monday',
  'tuesday',
  'wednesday',
  'thursday',
  'friday',
  'saturday',
] as const;
/** "mon" is enough, "s" is not. */
const SHORTEST_WEEKDAY = 3;

/** `sunday`, of an ISO date. */
const weekdayOf = (day: string): string =>
  WEEKDAYS[new Date(`${day}T00:00Z`).getUTCDay()] ?? 'no day';

const capital = (word: string): string => word.charAt(0).toUpperCase() + word.slice(1);

/**
 * The day that is meant by its number from 1, its date or its weekday; or a sentence that says which days
 * there are. `days` are ISO dates in order.
 */
export function dayCalled(
  days: readonly string[],
  wanted: string,
): { readonly day: string } | string {
  const sought = folded(wanted).replace(/^(?:day|tag|jour) (?=\d)/, '');
  const number = /^\d{1,4}$/.test(sought) ? Number(sought) : undefined;
  const found = days.filter(
    (day, i) =>
      day === sought ||
      i + 1 === number ||
      (sought.length >= SHORTEST_WEEKDAY && weekdayOf(day).startsWith(sought)),
  );
  const [day, another] = found;
  if (day !== undefined && another === undefined) return { day };
  if (day !== undefined)
    return `${String(found.length)} days are a ${capital(weekdayOf(day))}: name the date (${found.slice(0, 8).join(', ')})`;
  if (days.length === 0) return `no day ${quoted(wanted)} here: no event in this has a date`;
  const there = days.map((one, i) => `${String(i + 1)} (${capital(weekdayOf(one))} ${one})`);
  const shown = there.length > 12 ? [...there.slice(0, 12), '…'] : there;
  return `no day ${quoted(wanted)} here; there is: ${shown.join(', ')}`;
}

/** Says that there is nothing of that name, and what there is. */
export const noneCalled = (
  what: string,
  wanted: string,
  there: readonly (string | undefined)[],
): string => `no ${what} ${quoted(wanted)} here; there is: ${quotedList(there)}`;
