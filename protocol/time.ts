/**
 * Instants and durations, in milliseconds, kept apart by their types: a point in time passed where
 * a delay is expected does not compile. Nothing here reads a clock.
 */

/** A point on one player's clock, in ms since that clock began. Comparable only within one clock. */
export type Instant = number & { readonly __kind: 'instant' };

/** A length of time in ms. May be negative (a position before the start of a talk is). */
export type Duration = number & { readonly __kind: 'duration' };

export const instant = (ms: number): Instant => ms as Instant;
export const duration = (ms: number): Duration => ms as Duration;
export const seconds = (s: number): Duration => (s * 1000) as Duration;
export const minutes = (m: number): Duration => (m * 60_000) as Duration;

export const since = (from: Instant, now: Instant): Duration => (now - from) as Duration;
export const after = (from: Instant, by: Duration): Instant => (from + by) as Instant;
export const sum = (a: Duration, b: Duration): Duration => (a + b) as Duration;
export const minus = (a: Duration, b: Duration): Duration => (a - b) as Duration;

const pad = (n: number): string => String(n).padStart(2, '0');

/** Whole seconds as `m:ss`, or `h:mm:ss` from an hour on. */
function clock(s: number): string {
  const tail = `${pad(Math.floor(s / 60) % 60)}:${pad(s % 60)}`;
  return s >= 3600 ? `${String(Math.floor(s / 3600))}:${tail}` : tail.replace(/^0/, '');
}

/** A length as people write it: `5:00`, `1:02:03`; a negative one as `-0:30`. What is beyond a whole second is left out. */
export function formatDuration(d: Duration): string {
  const s = Math.floor(Math.abs(d) / 1000);
  return (d < 0 && s > 0 ? '-' : '') + clock(s);
}

/** What a screen says at a position of a talk: the one rounding rule, for light, terminal and page. */
export interface Remaining {
  /** True from the end of the talk on: the text then tells the time over, not the time left. */
  readonly over: boolean;
  /** `0:20` left (rounded up), or `0:30` over (rounded down). */
  readonly text: string;
  /** The same in whole seconds. */
  readonly seconds: number;
}

/** Time left is rounded up and time over is rounded down, so that 0:00 is shown at the very end. */
export function remaining(position: Duration, length: Duration): Remaining {
  const left = length - position;
  const over = left <= 0;
  const s = over ? Math.floor(-left / 1000) : Math.ceil(left / 1000);
  return { over, text: clock(s), seconds: s };
}

/** Longest talk that a lineup may ask for: a day, far below what the wire can carry. */
export const LONGEST: Duration = minutes(24 * 60);

/**
 * Reads a length typed by a person: `5:00` and `5` are minutes, `1:02:03` has hours, `90s` and `5m`
 * say their unit. Gives undefined for anything else, and for lengths outside 1 s … 24 h.
 */
export function parseDuration(text: string): Duration | undefined {
  const ms = readDuration(text.trim());
  return ms !== undefined && ms >= 1000 && ms <= LONGEST ? duration(ms) : undefined;
}

function readDuration(text: string): number | undefined {
  const [, count, unit = ''] = /^(\d{1,6})\s*(s|sec|m|min|h)$/i.exec(text) ?? [];
  if (count !== undefined) return Number(count) * { s: 1e3, m: 6e4, h: 36e5 }[unitOf(unit)];
  if (/^\d{1,4}$/.test(text)) return Number(text) * 60_000;
  const clockLike = /^(?:(\d{1,3}):(?=\d\d:))?(\d{1,4}):([0-5]\d)$/.exec(text);
  if (!clockLike) return undefined;
  const [, h, m = '', s = ''] = clockLike;
  if (h !== undefined && Number(m) > 59) return undefined;
  return ((Number(h ?? 0) * 60 + Number(m)) * 60 + Number(s)) * 1000;
}

const unitOf = (word: string): 's' | 'm' | 'h' => word.charAt(0).toLowerCase() as 's' | 'm' | 'h';
