/** Local times of named time zones: those that Node knows, and those that a calendar describes itself. */

/** Offsets from UTC, in ms. */
export interface Zone {
  /** At a moment, in ms since 1970. */
  readonly at: (ms: number) => number;
  /** When the zone's clocks show a floating ISO time. */
  readonly on: (iso: string) => number;
}

/**
 * Finds zones by name; undefined for one that is not known. What was made for each is kept: making it is
 * slow (a millisecond).
 */
export function zoneFinder(): (name: string) => Zone | undefined {
  const zones = new Map<string, Zone | undefined>();
  return (name) => {
    if (!zones.has(name)) zones.set(name, knownZone(name));
    return zones.get(name);
  };
}

function knownZone(name: string): Zone | undefined {
  try {
    const format = new Intl.DateTimeFormat('en', { timeZone: name, timeZoneName: 'longOffset' });
    return {
      at: (ms) => offsetAt(format, ms),
      on: (iso) => {
        const wall = Date.parse(`${iso}Z`);
        // The offset at about that time, then at that very time: right but for the hour that a change of clocks doubles.
        return offsetAt(format, wall - offsetAt(format, wall));
      },
    };
  } catch {
    return undefined; // A name of Windows, or of the calendar's own VTIMEZONE.
  }
}

/** The zone's offset from UTC at an instant, in ms: `GMT+02:00`, `GMT`. */
function offsetAt(format: Intl.DateTimeFormat, at: number): number {
  const name = format.formatToParts(at).find((part) => part.type === 'timeZoneName')?.value ?? '';
  const [, sign = '+', hours = '0', minutes = '0'] = /GMT([+-])(\d\d):(\d\d)/.exec(name) ?? [];
  return (sign === '-' ? -1 : 1) * (Number(hours) * 60 + Number(minutes)) * 60_000;
}

const written = (iso: string, offset: number): string => {
  const minutes = Math.abs(offset) / 60_000;
  const two = (n: number): string => String(Math.floor(n)).padStart(2, '0');
  return `${iso}${offset < 0 ? '-' : '+'}${two(minutes / 60)}:${two(minutes % 60)}`;
};

/** A floating ISO time with its zone's offset: `2025-07-16T17:30+02:00`. */
export const zoned = (iso: string, zone: Zone): string => written(iso, zone.on(iso));

/** A time in UTC (`…Z`) as the zone's clocks show it, with its offset. */
export function utcInZone(iso: string, zone: Zone): string {
  const ms = Date.parse(iso);
  const offset = zone.at(ms);
  return written(new Date(ms + offset).toISOString().replace(/(?::00)?\.000Z$|Z$/, ''), offset);
}
