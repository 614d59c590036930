/**
 * iCalendar (RFC 5545), as far as schedules use it: VEVENT with SUMMARY, DTSTART, DTEND or DURATION,
 * LOCATION and UID. pretalx writes `<title> - <speakers>` into SUMMARY and nowhere else says who
 * speaks, so the speakers are a guess. Descriptions, attendees and organisers are not read.
 */
import { duration, type Duration } from '../../../protocol/time.ts';
import { MOST_TALKS, tooManyOf } from '../limits.ts';
import { counted, type SourceText } from '../source.ts';
import type { Export, RawEvent } from './conference.ts';
import { properties, type Property } from './ical-lines.ts';
import { ZoneBuilder } from './own-zones.ts';
import { utcInZone, zoned, zoneFinder, type Zone } from './zones.ts';
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

type Event = ReadonlyMap<string, Property>;

export function readIcal(source: SourceText): Export {
  const { name, events, zones, cancelled, unfinished } = componentsIn(source);
  const calendar: Calendar = { guessed: 0, repeated: 0, floating: new Set(), zones };
  const found = events.map((event) => eventOf(event, calendar));
  if (unfinished)
    source.remark('the calendar breaks off before its end: was the download cut short?');
  if (cancelled > 0) source.remark(`cancelled events: ${String(cancelled)}, left out`);
  if (calendar.guessed > 0) {
    source.remark(
      `the speakers are guessed: what follows the last " - " of ${counted(calendar.guessed, 'title')}`,
    );
  }
  if (calendar.repeated > 0)
    source.remark(`repeated events are listed once: ${String(calendar.repeated)}`);
  for (const zone of calendar.floating) {
    source.remark(`unknown time zone ${zone}: times are used as written`);
  }
  return exportFrom(source, 'iCalendar', name, found);
}

interface Components {
  name: string;
  readonly events: Event[];
  readonly zones: CalendarZones;
  /** So many events are called off. */
  cancelled: number;
  unfinished: boolean;
}

/** The events that are not called off, and the zones; nothing of alarms, to-dos and the like. */
function componentsIn(source: SourceText): Components {
  const found: Components = {
    name: '',
    events: [],
    zones: new CalendarZones(),
    cancelled: 0,
    unfinished: false,
  };
  const open: string[] = [];
  let event = new Map<string, Property>();
  let zone = new ZoneBuilder();
  for (const property of properties(source.text)) {
    const { name, value } = property;
    if (name === 'BEGIN') {
      open.push(value.toUpperCase());
      if (open.at(-1) === 'VEVENT') event = new Map();
      if (open.at(-1) === 'VTIMEZONE') zone = new ZoneBuilder();
    } else if (name === 'END') {
      const ended = open.pop();
      const isOff = /^cancelled$/i.test(event.get('STATUS')?.value.trim() ?? '');
      if (ended === 'VEVENT' && isOff) found.cancelled += 1;
      else if (ended === 'VEVENT') found.events.push(event);
      if (found.events.length > MOST_TALKS) throw source.problemAll(tooManyOf('events'));
      if (open.at(-1) === 'VTIMEZONE') zone.close();
      if (ended === 'VTIMEZONE') found.zones.add(zone);
    } else if (open.at(-1) === 'VEVENT') {
      if (USED.has(name)) event.set(name, property);
    } else if (open.includes('VTIMEZONE')) zone.take(property);
    else if (open.length === 1 && name === 'X-WR-CALNAME') found.name = value;
    else if (open.length === 1 && name === 'X-WR-TIMEZONE') found.zones.own = value.trim();
  }
  found.unfinished = open.length > 0;
  return found;
}

/** The zones of a calendar: its own, in which its people live, and all those that it names. */
class CalendarZones {
  own = '';
  readonly #known = zoneFinder();
  readonly #described = new Map<string, ZoneBuilder>();

  add(zone: ZoneBuilder): void {
    this.#described.set(zone.name, zone);
  }

  called(name: string): Zone | undefined {
    const described = this.#described.get(name);
    return this.#known(name) ?? this.#known(described?.location ?? '') ?? described?.zone();
  }

  /** What the calendar says itself, else the only zone that it describes. */
  usual(): Zone | undefined {
    if (this.own !== '') return this.called(this.own);
    const [only, another] = this.#described.keys();
    return only === undefined || another !== undefined ? undefined : this.called(only);
  }
}

interface Calendar {
  guessed: number;
  repeated: number;
  readonly floating: Set<string>;
  readonly zones: CalendarZones;
}

function eventOf(event: Event, calendar: Calendar): RawEvent {
  const summary = textIn(event.get('SUMMARY')?.value);
  const split = summary.lastIndexOf(' - ');
  if (split > 0) calendar.guessed += 1;
  if (event.has('RRULE')) calendar.repeated += 1;
  // What stands behind the @ is the server, and looks like an address.
  const id = textIn(event.get('UID')?.value.replace(/@.*$/, ''));
  const room = textIn(event.get('LOCATION')?.value);
  return {
    // One that was copied into another room keeps its UID, and is another event all the same.
    id: id === '' ? id : `${id} ${room}`,
    title: split > 0 ? summary.slice(0, split) : summary,
    speakers: split > 0 ? summary.slice(split + 3).split(/,\s+/) : [],
    rooms: [room],
    start: timeOf(event.get('DTSTART'), calendar),
    end: timeOf(event.get('DTEND'), calendar),
    duration: lengthOf(event.get('DURATION')?.value),
  };
}

/**
 * `20250716T173000Z`, or local to TZID, or floating. A time in UTC, or one that floats, is told in the
 * calendar's own zone. A day without a time gives nothing.
 */
function timeOf(property: Property | undefined, calendar: Calendar): string | undefined {
  const match = /^(\d{4})(\d\d)(\d\d)T(\d\d)(\d\d)(\d\d)?(Z?)$/.exec(property?.value ?? '');
  if (!property || !match) return undefined;
  const [, y = '', m = '', d = '', hour = '', minute = '', second = '00', z = ''] = match;
  const iso = isoIn(`${y}-${m}-${d}T${hour}:${minute}${second === '00' ? '' : `:${second}`}${z}`);
  if (iso === undefined) return undefined;
  const { zones, floating } = calendar;
  if (z !== '' || property.zone === undefined) {
    const usual = zones.usual();
    if (!usual) return iso;
    return z === '' ? zoned(iso, usual) : utcInZone(iso, usual);
  }
  const zone = zones.called(property.zone);
  if (!zone) floating.add(textIn(property.zone));
  return zone ? zoned(iso, zone) : iso;
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
