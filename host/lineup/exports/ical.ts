/**
 * iCalendar (RFC 5545), as far as schedules use it: VEVENT with SUMMARY, DTSTART, DTEND or DURATION,
 * LOCATION and UID. pretalx writes `<title> - <speakers>` into SUMMARY and nowhere else says who
 * speaks, so the speakers are a guess. Descriptions, attendees and organisers are not read.
 */
import { duration, type Duration } from '../../../protocol/time.ts';
import type { SourceText } from '../source.ts';
import type { Export, RawEvent } from './conference.ts';
import { properties, type Property } from './ical-lines.ts';
import { zoneReader } from './zones.ts';
import { isoIn } from './times.ts';
import { exportFrom, textIn } from './export-values.ts';

export const isIcal = (text: string): boolean => /^\s*BEGIN:VCALENDAR/i.test(text);

const USED = new Set([
  'SUMMARY',
  'DTSTART',
  'DTEND',
  'DURATION',
  'LOCATION',
  'UID',
  'STATUS',
  'RRULE',
]);

export function readIcal(source: SourceText): Export {
  const calendar: Calendar & { name: string } = {
    name: '',
    guessed: 0,
    repeated: 0,
    floating: new Set<string>(),
    zoned: zoneReader(),
  };
  const events: RawEvent[] = [];
  const open: string[] = [];
  let event = new Map<string, Property>();
  for (const property of properties(source.text)) {
    const { name, value } = property;
    if (name === 'BEGIN') {
      open.push(value.toUpperCase());
      if (open.at(-1) === 'VEVENT') event = new Map();
    } else if (name === 'END') {
      if (open.pop() === 'VEVENT' && event.get('STATUS')?.value !== 'CANCELLED')
        events.push(eventOf(event, calendar));
    } else if (open.at(-1) === 'VEVENT' && USED.has(name)) event.set(name, property);
    else if (open.length === 1 && name === 'X-WR-CALNAME') calendar.name = value;
  }
  if (open.length > 0)
    source.remark('the calendar breaks off before its end: was the download cut short?');
  if (calendar.guessed > 0) {
    source.remark(
      `the speakers are a guess: what stands behind the last " - " of ${String(calendar.guessed)} titles`,
    );
  }
  if (calendar.repeated > 0)
    source.remark(`repeated events are taken once: ${String(calendar.repeated)}`);
  for (const zone of calendar.floating) {
    source.remark(`the time zone ${zone} is not known here: times are as they stand`);
  }
  return exportFrom(source, 'iCalendar', calendar.name, events);
}

interface Calendar {
  guessed: number;
  repeated: number;
  readonly floating: Set<string>;
  readonly zoned: ReturnType<typeof zoneReader>;
}

function eventOf(event: ReadonlyMap<string, Property>, calendar: Calendar): RawEvent {
  const summary = textIn(event.get('SUMMARY')?.value);
  const split = summary.lastIndexOf(' - ');
  if (split > 0) calendar.guessed += 1;
  if (event.has('RRULE')) calendar.repeated += 1;
  return {
    // What stands behind the @ is the server, and looks like an address.
    id: event.get('UID')?.value.replace(/@.*$/, ''),
    title: split > 0 ? summary.slice(0, split) : summary,
    speakers: split > 0 ? summary.slice(split + 3).split(/,\s+/) : [],
    rooms: [event.get('LOCATION')?.value],
    start: timeOf(event.get('DTSTART'), calendar),
    end: timeOf(event.get('DTEND'), calendar),
    duration: lengthOf(event.get('DURATION')?.value),
  };
}

/** `20250716T173000Z`, or local to TZID, or floating. A day without a time gives nothing. */
function timeOf(property: Property | undefined, calendar: Calendar): string | undefined {
  const match = /^(\d{4})(\d\d)(\d\d)T(\d\d)(\d\d)(\d\d)?(Z?)$/.exec(property?.value ?? '');
  if (!property || !match) return undefined;
  const [, y = '', m = '', d = '', hour = '', minute = '', second = '00', z = ''] = match;
  const iso = isoIn(`${y}-${m}-${d}T${hour}:${minute}${second === '00' ? '' : `:${second}`}${z}`);
  if (iso === undefined || z !== '' || property.zone === undefined) return iso;
  const local = calendar.zoned(iso, property.zone);
  if (local === undefined) calendar.floating.add(textIn(property.zone));
  return local ?? iso;
}

/** `PT1H30M`, `P1D`. */
function lengthOf(value: string | undefined): Duration | undefined {
  const match =
    /^\+?P(?:(\d{1,2})W)?(?:(\d{1,3})D)?(?:T(?:(\d{1,4})H)?(?:(\d{1,5})M)?(?:(\d{1,6})S)?)?$/.exec(
      value ?? '',
    );
  if (!match) return undefined;
  const [weeks = 0, days = 0, hours = 0, minutes = 0, seconds = 0] = match
    .slice(1)
    .map((part: string | undefined) => Number(part ?? 0));
  const ms = ((((weeks * 7 + days) * 24 + hours) * 60 + minutes) * 60 + seconds) * 1000;
  return ms > 0 ? duration(ms) : undefined;
}
