/** The time of day in one form on every screen of a session: that of the host's computer. Pure. */

/** What the host tells its pages, so that they show what its terminal shows. */
export interface DayForm {
  /** `15:04`, or `3:04 pm`. */
  readonly hours: 24 | 12;
  /** The host's zone: minutes east of UTC. */
  readonly offset: number;
  /** From `from` on (ms since 1970) it is another: the night in which daylight saving changes. */
  readonly change?: { readonly from: number; readonly offset: number };
}

const DAY = 24 * 60;
const two = (n: number): string => String(n).padStart(2, '0');

/** `15:04` or `3:04 pm`, in digits that everybody reads; `ms` since 1970. */
export function timeOfDay(ms: number, form: DayForm): string {
  const [hour, minute] = hourAndMinute(ms, form);
  if (form.hours === 24) return `${two(hour)}:${two(minute)}`;
  return `${String(hour % 12 || 12)}:${two(minute)} ${halfOf(hour)}`;
}

/** `15:04:12` or `3:04:12 pm`. */
export function secondOfDay(ms: number, form: DayForm): string {
  const [hour, minute] = hourAndMinute(ms, form);
  const rest = `${two(minute)}:${two(Math.floor(ms / 1000) % 60)}`;
  if (form.hours === 24) return `${two(hour)}:${rest}`;
  return `${String(hour % 12 || 12)}:${rest} ${halfOf(hour)}`;
}

/** The zone at `ms` by its distance from UTC, as everybody can read it: `UTC+5:30`. */
export function zoneOf(ms: number, form: DayForm): string {
  const offset = offsetAt(ms, form);
  const size = Math.abs(offset);
  const minutes = size % 60 === 0 ? '' : `:${two(size % 60)}`;
  return offset === 0
    ? 'UTC'
    : `UTC${offset < 0 ? '−' : '+'}${String(Math.floor(size / 60))}${minutes}`;
}

/** Minutes east of UTC at `ms`. */
export const offsetAt = (ms: number, { offset, change }: DayForm): number =>
  change && ms >= change.from ? change.offset : offset;

function hourAndMinute(ms: number, form: DayForm): [number, number] {
  const minutes = Math.floor(ms / 60_000) + offsetAt(ms, form);
  const ofDay = ((minutes % DAY) + DAY) % DAY;
  return [Math.floor(ofDay / 60), ofDay % 60];
}

const halfOf = (hour: number): string => (hour < 12 ? 'am' : 'pm');
