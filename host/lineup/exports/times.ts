/**
 * Times in exports. Each is an ISO date-time as the export has it, kept with its offset; one without
 * an offset "floats", and is compared with others of its export as if all were in one zone.
 */
import { duration, type Duration } from '../../../protocol/time.ts';
import { momentOf } from '../talk-fields.ts';

const HOUR = 3_600_000;
const hasOffset = (iso: string): boolean => /(?:Z|[+-]\d\d:\d\d)$/.test(iso);

/** The wall-clock part of an ISO time, read as if it were UTC, in ms. */
const wall = (iso: string): number => Date.parse(`${iso.replace(/(?:Z|[+-]\d\d:\d\d)$/, '')}Z`);

/** For comparing times of one export, in ms. */
export const comparable = (iso: string): number => (hasOffset(iso) ? Date.parse(iso) : wall(iso));

/** An ISO time, or undefined for anything else. */
export const isoIn = (value: unknown): string | undefined =>
  typeof value === 'string' ? momentOf(value) : undefined;

/** `2025-07-16` and `17:30` of a table by days. What begins before 03:00 is on the morning after. */
export function onDay(day: unknown, time: unknown): string | undefined {
  const clock = typeof time === 'string' ? /^(\d\d?):(\d\d)/.exec(time) : null;
  if (typeof day !== 'string' || !clock) return undefined;
  const hour = Number(clock[1]);
  const iso = momentOf(`${day.slice(0, 10)}T${String(hour).padStart(2, '0')}:${clock[2] ?? ''}`);
  return iso !== undefined && hour < 3 ? shifted(iso, 24 * HOUR) : iso;
}

/** The same time later by some ms, on the wall clock of the same offset. */
export function shifted(iso: string, by: number): string {
  const offset = /(?:Z|[+-]\d\d:\d\d)$/.exec(iso)?.[0] ?? '';
  const moved = new Date(wall(iso) + by).toISOString();
  return moved.replace(/(?::00)?\.000Z$/, '').replace(/Z$/, '') + offset;
}

/** The day of the conference that a time belongs to: nights end at 03:00. */
export const dayOf = (iso: string): string => shifted(iso, -3 * HOUR).slice(0, 10);

/**
 * A moment as the clocks show it where `there` (another time of the same session) is: without an offset. Where
 * that has none, or says only UTC, the moment stays as it is.
 */
export function whereItIs(iso: string, there: string): string {
  const [, sign = '', hours = '', minutes = ''] = /([+-])(\d\d):(\d\d)$/.exec(there) ?? [];
  if (sign === '' || !hasOffset(iso)) return iso;
  const offset = (Number(hours) * 60 + Number(minutes)) * (sign === '-' ? -60_000 : 60_000);
  return new Date(Date.parse(iso) + offset).toISOString().replace(/(?::00)?\.000Z$|Z$/, '');
}

/** `17:30` on the wall clock. */
export const clockOf = (iso: string): string => iso.slice(11, 16);

/** From one time to a later one, in whole seconds; undefined if it is not later, or by more than a week. */
export function between(start: string, end: string): Duration | undefined {
  // Where one of the two floats, only wall clocks can be compared.
  const both = hasOffset(start) === hasOffset(end);
  const ms = both ? comparable(end) - comparable(start) : wall(end) - wall(start);
  const whole = Math.round(ms / 1000) * 1000;
  return whole > 0 && whole <= 7 * 24 * HOUR ? duration(whole) : undefined;
}

/** frab and pretalx write lengths as HH:MM, or D:HH:MM: "00:05" is five minutes. */
export function frabDuration(value: unknown): Duration | undefined {
  const match =
    typeof value === 'string' ? /^(?:(\d{1,2}):)?(\d{1,3}):([0-5]\d)$/.exec(value) : null;
  if (!match) return undefined;
  const [, days = '0', hours = '0', minutes = '0'] = match;
  const ms = ((Number(days) * 24 + Number(hours)) * 60 + Number(minutes)) * 60_000;
  return ms > 0 ? duration(ms) : undefined;
}
