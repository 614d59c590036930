/** What options may be, checked while the command line is parsed. */
import { InvalidArgumentError } from 'commander';
import { formatDuration, LONGEST, parseDuration, type Duration } from '../../protocol/time.ts';
import { LANGUAGES } from '../../protocol/words/languages.ts';
import { readHour } from '../system/time-of-day.ts';

export function speedFrom(text: string): number {
  const speed = Number(text);
  if (!(speed > 0 && speed <= 1000)) throw new InvalidArgumentError('Use a number up to 1000.');
  return speed;
}

export function portFrom(text: string): number {
  const port = Number(text);
  if (!/^\d+$/.test(text) || port > 65_535)
    throw new InvalidArgumentError('Use a port number up to 65535, or 0 for any free one.');
  return port;
}

/** An hour of the day as people write it, given as `17:30`. */
export function untilFrom(text: string): string {
  const hour = readHour(text);
  if (hour === undefined) throw new InvalidArgumentError('Use 24-hour time, e.g. 17:30.');
  return hour;
}

export function countFrom(text: string): number {
  const count = Number(text);
  if (!Number.isInteger(count) || count < 1)
    throw new InvalidArgumentError('Use a whole number, 1 or more.');
  return count;
}

/** A language that screens speak. */
export function languageFrom(text: string): string {
  const lang = text.toLowerCase();
  if (LANGUAGES.includes(lang)) return lang;
  throw new InvalidArgumentError(`The screens' languages are ${LANGUAGES.join(', ')}.`);
}

/** A length as lineups take it. */
export function lengthFrom(text: string): Duration {
  const read = parseDuration(text);
  if (read !== undefined) return read;
  const limits = `0:01 to ${formatDuration(LONGEST)}`;
  throw new InvalidArgumentError(`Write minutes and seconds, e.g. 5:00 or 90s (${limits}).`);
}

/** How old something is, as `30d`: in ms. */
export function ageFrom(text: string): number {
  const [, count, unit = ''] = /^(\d{1,5})\s*([hdw])$/i.exec(text.trim()) ?? [];
  if (count === undefined) throw new InvalidArgumentError('Write an age, e.g. 30d (also h and w).');
  return Number(count) * (HOURS[unit.toLowerCase()] ?? 24) * 3600_000;
}

const HOURS: Readonly<Record<string, number>> = { h: 1, d: 24, w: 168 };
