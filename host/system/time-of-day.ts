/** Hours of the day, as people type and read them: local time. */
import { secondOfDay, timeOfDay, type DayForm } from '../../protocol/time-of-day.ts';

const DAY = 24 * 3600_000;
/** Past hours up to this long ago are meant as they are: the room should be free already. */
const AGO = 6 * 3600_000;
/** `17:30`, `17.30`, `17h30`, `1730`; with `am` or `pm` minutes may be missing. */
const HOUR = /^(\d{1,2})(?:[:.h]?([0-5]\d)|h)?\s*(?:([ap])\.?m\.?)?$/i;

/**
 * The hour that people write in many ways, as `17:30`; `24:00` is the midnight that ends a day.
 * Undefined for what is no hour, a bare `6` too, which may be either half of the day.
 */
export function readHour(text: string): string | undefined {
  const trimmed = text.trim();
  const [, hour = '', minute = '00', half] = HOUR.exec(trimmed) ?? [];
  if (hour === '' || (/^\d{1,2}$/.test(trimmed) && half === undefined)) return undefined;
  const hours = half === undefined ? Number(hour) : inHalf(Number(hour), half.toLowerCase());
  if (hours === undefined || hours > 24 || (hours === 24 && minute !== '00')) return undefined;
  return `${twoDigits(hours)}:${minute}`;
}

/** Twelve in the night is `12am`, at noon `12pm`. */
function inHalf(hour: number, half: string): number | undefined {
  if (hour < 1 || hour > 12) return undefined;
  return (hour % 12) + (half === 'p' ? 12 : 0);
}

/**
 * The moment, in ms since 1970, that `17:30` means at `now`: the first one that is not long past,
 * yesterday's too shortly after midnight. Days are those of the calendar, whose nights of daylight
 * saving have 23 or 25 hours.
 */
function nextTime(text: string, now: Date): number {
  const [hours = 0, minutes = 0] = text.split(':').map(Number);
  const onDay = (days: number): number => {
    const day = new Date(now);
    day.setDate(day.getDate() + days);
    return day.setHours(hours, minutes, 0, 0);
  };
  const [yesterday, today, tomorrow] = [onDay(-1), onDay(0), onDay(1)];
  const earliest = now.getTime() - AGO;
  return [yesterday, today].find((at) => at >= earliest) ?? tomorrow;
}

/** Which day `ms` is on, where that is not the day of `now`: ` yesterday`, ` tomorrow`, else empty. */
export function otherDay(ms: number, now = new Date()): string {
  const midnight = (days: number): number => {
    const day = new Date(now);
    day.setDate(day.getDate() + days);
    return day.setHours(0, 0, 0, 0);
  };
  if (ms < midnight(0)) return ms >= midnight(-1) ? ' yesterday' : '';
  return ms >= midnight(1) && ms < midnight(2) ? ' tomorrow' : '';
}

/**
 * When the room must be free, in ms since 1970: as asked, else `end`, when the lineup's session
 * ends (ISO). An end
 * that is long past says nothing of today.
 */
export function untilOf(
  asked: string | undefined,
  end: string | undefined,
  now = new Date(),
): number | undefined {
  if (asked !== undefined) return nextTime(asked, now);
  const planned = end === undefined ? NaN : Date.parse(end);
  return planned > now.getTime() - AGO ? planned : undefined;
}

/**
 * When the first talk is planned to start, in ms since 1970: as asked, else `start`, when the lineup's
 * session starts (ISO), if that is still to come.
 */
export function startOf(
  asked: string | undefined,
  start: string | undefined,
  now = new Date(),
): number | undefined {
  if (asked !== undefined) return nextTime(asked, now);
  const planned = start === undefined ? NaN : Date.parse(start);
  return planned > now.getTime() ? planned : undefined;
}

const twoDigits = (n: number): string => String(n).padStart(2, '0');

/**
 * Whether this computer tells the time by 24 hours or by 12: as its locale does; by 24 where none is set,
 * as in a bare terminal. Windows sets none there, and is asked itself.
 */
export function hoursOf(env: NodeJS.ProcessEnv, platform: NodeJS.Platform): DayForm['hours'] {
  const names = [env.LC_ALL, env.LC_TIME, env.LANG].filter(
    (one) => one !== undefined && one !== '',
  );
  const [name] = (names[0] ?? (platform === 'win32' ? '' : 'C')).split(/[.@]/);
  if (name === 'C' || name === 'POSIX') return 24;
  try {
    const tag = name === '' ? undefined : name?.replaceAll('_', '-');
    const { hour12 } = new Intl.DateTimeFormat(tag, { hour: 'numeric' }).resolvedOptions();
    return hour12 === true ? 12 : 24;
  } catch {
    // No locale that anybody knows.
    return 24;
  }
}

const HOURS = hoursOf(process.env, process.platform);

/** How wide a time of day is where times stand below each other. */
export const HOUR_WIDTH = HOURS === 24 ? 5 : 8;

const offsetOf = (ms: number): number => -new Date(ms).getTimezoneOffset();

/** The form of this computer around `now`, with the change of its zone in the day that follows. */
export function dayForm(now: number): DayForm {
  const offset = offsetOf(now);
  let [before, after] = [now, now + DAY];
  const later = offsetOf(after);
  if (later === offset) return { hours: HOURS, offset };
  while (after - before > 1000) {
    const middle = (before + after) / 2;
    if (offsetOf(middle) === offset) before = middle;
    else after = middle;
  }
  return { hours: HOURS, offset, change: { from: Math.floor(after / 1000) * 1000, offset: later } };
}

const formAt = (ms: number): DayForm => ({ hours: HOURS, offset: offsetOf(ms) });

/** `17:30`, or `5:30 pm` where this computer's locale has it so. */
export const hourOf = (ms: number): string => timeOfDay(ms, formAt(ms));

/** `17:30:05`, or `5:30:05 pm`. */
export const secondOf = (ms: number): string => secondOfDay(ms, formAt(ms));
