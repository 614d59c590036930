/** Hours of the day, as people type and read them: local time. */

/** Past hours up to this long ago are meant as they are: the room should be free already. */
const AGO = 6 * 3600_000;
const DAY = 24 * 3600_000;

/** The moment, in ms since 1970, that `17:30` means at `now`: today's, or tomorrow's when long past. */
function nextTime(text: string, now: Date): number {
  const [hours = 0, minutes = 0] = text.split(':').map(Number);
  const today = new Date(now).setHours(hours, minutes, 0, 0);
  return today < now.getTime() - AGO ? today + DAY : today;
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

/** `17:30`. */
export function hourOf(ms: number): string {
  const date = new Date(ms);
  return `${twoDigits(date.getHours())}:${twoDigits(date.getMinutes())}`;
}
