/**
 * Time zones that a calendar describes itself (VTIMEZONE): two kinds of time, each with the day of the year
 * on which it begins. Exports of Outlook name their zones as Windows does, and nobody else knows those.
 */
import type { Property } from './ical-lines.ts';
import type { Zone } from './zones.ts';

/** One kind of time: from when on, and how far from UTC. */
interface Observance {
  readonly offset: number;
  /** When it first began, on the wall clock, in ms as if that were UTC. */
  readonly from: number;
  /** It begins anew each year: the month from 0, the weekday from Sunday, and the how-manieth (-1: last). */
  readonly yearly?: { readonly month: number; readonly weekday: number; readonly nth: number };
}

/** A zone has two, and one more for each change of its law; each is looked at for each time. */
const MOST_OBSERVANCES = 200;

/** Collects a VTIMEZONE as its properties come by. */
export class ZoneBuilder {
  name = '';
  /** An IANA name that some programs add. */
  location = '';
  readonly #observances: Observance[] = [];
  #open = new Map<string, string>();

  /** A property of the VTIMEZONE itself, or of the STANDARD or DAYLIGHT in it. */
  take({ name, value }: Property): void {
    if (name === 'TZID') this.name = value;
    else if (name === 'X-LIC-LOCATION') this.location = value;
    else this.#open.set(name, value);
  }

  /** A STANDARD or DAYLIGHT has ended. */
  close(): void {
    const offset = offsetIn(this.#open.get('TZOFFSETTO') ?? '');
    const from = wallIn(this.#open.get('DTSTART') ?? '');
    const yearly = yearlyIn(this.#open.get('RRULE') ?? '');
    if (offset !== undefined && from !== undefined && this.#observances.length < MOST_OBSERVANCES)
      this.#observances.push({ offset, from, ...(yearly && { yearly }) });
    this.#open = new Map();
  }

  /** Undefined where nothing was described. */
  zone(): Zone | undefined {
    const observances = this.#observances;
    const [first] = observances;
    if (!first) return undefined;
    const onWall = (wall: number): number => {
      const began = observances.map((one) => ({ at: lastOnset(one, wall), offset: one.offset }));
      const latest = began.reduce((a, b) => (b.at > a.at ? b : a));
      return latest.at === -Infinity ? first.offset : latest.offset;
    };
    const offsets = observances.map(({ offset }) => offset).sort((a, b) => a - b);
    return {
      on: (iso) => onWall(Date.parse(`${iso}Z`)),
      // In the hour that comes twice, or never, the winter's.
      at: (ms) => offsets.find((one) => onWall(ms + one) === one) ?? offsets[0] ?? 0,
    };
  }
}

/** `+0530`, in ms. */
function offsetIn(value: string): number | undefined {
  const [, sign, hours = '', minutes = ''] = /^([+-])(\d\d)(\d\d)(?:\d\d)?$/.exec(value) ?? [];
  if (sign === undefined) return undefined;
  return (sign === '-' ? -1 : 1) * (Number(hours) * 60 + Number(minutes)) * 60_000;
}

function wallIn(value: string): number | undefined {
  const [, y = '', m = '', d = '', hour = '', minute = ''] =
    /^(\d{4})(\d\d)(\d\d)T(\d\d)(\d\d)/.exec(value) ?? [];
  const at = Date.parse(`${y}-${m}-${d}T${hour}:${minute}Z`);
  return Number.isNaN(at) ? undefined : at;
}

const WEEKDAYS = ['SU', 'MO', 'TU', 'WE', 'TH', 'FR', 'SA'];

function yearlyIn(rule: string): Observance['yearly'] {
  if (!/(?:^|;)FREQ=YEARLY(?:;|$)/.test(rule)) return undefined;
  const [, month] = /(?:^|;)BYMONTH=(\d{1,2})(?:;|$)/.exec(rule) ?? [];
  const [, nth, day = ''] = /(?:^|;)BYDAY=([+-]?[1-5])([A-Z]{2})(?:;|$)/.exec(rule) ?? [];
  const weekday = WEEKDAYS.indexOf(day);
  if (month === undefined || nth === undefined || weekday < 0) return undefined;
  return { month: Number(month) - 1, weekday, nth: Number(nth) };
}

/** When it began for the last time before a moment of the wall clock; -Infinity if never. */
function lastOnset({ from, yearly }: Observance, wall: number): number {
  if (from > wall) return -Infinity;
  if (!yearly) return from;
  const year = new Date(wall).getUTCFullYear();
  const onsets = [year, year - 1].map((one) => onsetIn(one, yearly, from));
  return onsets.find((at) => at <= wall && at >= from) ?? from;
}

/** At the hour of the first time. */
function onsetIn(
  year: number,
  { month, weekday, nth }: NonNullable<Observance['yearly']>,
  from: number,
): number {
  const DAY = 24 * 3_600_000;
  const hour = ((from % DAY) + DAY) % DAY;
  if (nth > 0) {
    const first = new Date(Date.UTC(year, month, 1)).getUTCDay();
    return Date.UTC(year, month, 1 + ((weekday - first + 7) % 7) + (nth - 1) * 7) + hour;
  }
  const end = new Date(Date.UTC(year, month + 1, 0));
  const last = end.getUTCDate() - ((end.getUTCDay() - weekday + 7) % 7);
  return Date.UTC(year, month, last + (nth + 1) * 7) + hour;
}
