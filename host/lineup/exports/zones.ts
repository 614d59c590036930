/** Local times of a named time zone, by the zones that Node knows. */

type Format = Intl.DateTimeFormat | undefined;

/**
 * Gives a function that adds to a floating ISO time the offset of its zone, or gives undefined if the
 * zone is not known. It keeps what it made for each zone: that is slow (a millisecond).
 */
export function zoneReader(): (iso: string, zone: string) => string | undefined {
  const formats = new Map<string, Format>();
  return (iso, zone) => {
    if (!formats.has(zone)) formats.set(zone, formatOf(zone));
    const format = formats.get(zone);
    return format && withOffset(iso, format);
  };
}

function formatOf(zone: string): Format {
  try {
    return new Intl.DateTimeFormat('en', { timeZone: zone, timeZoneName: 'longOffset' });
  } catch {
    return undefined; // A name of Windows, or of the calendar's own VTIMEZONE.
  }
}

function withOffset(iso: string, format: Intl.DateTimeFormat): string {
  const wall = Date.parse(`${iso}Z`);
  // The offset at about that time, then at that very time: right but for the hour that a change of clocks doubles.
  const offset = offsetAt(format, wall - offsetAt(format, wall));
  const minutes = Math.abs(offset) / 60_000;
  const two = (n: number): string => String(Math.floor(n)).padStart(2, '0');
  return `${iso}${offset < 0 ? '-' : '+'}${two(minutes / 60)}:${two(minutes % 60)}`;
}

/** The zone's offset from UTC at an instant, in ms: `GMT+02:00`, `GMT`. */
function offsetAt(format: Intl.DateTimeFormat, at: number): number {
  const name = format.formatToParts(at).find((part) => part.type === 'timeZoneName')?.value ?? '';
  const [, sign = '+', hours = '0', minutes = '0'] = /GMT([+-])(\d\d):(\d\d)/.exec(name) ?? [];
  return (sign === '-' ? -1 : 1) * (Number(hours) * 60 + Number(minutes)) * 60_000;
}
