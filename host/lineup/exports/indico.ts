/**
 * Indico's timetable (`/export/timetable/ID.json`): days, in them sessions, in those contributions.
 * It can hold a real lightning lineup: a session block with short contributions.
 */
import { minutes } from '../../../protocol/time.ts';
import type { SourceText } from '../source.ts';
import type { Export, RawEvent } from './conference.ts';
import { isoIn } from './times.ts';
import { exportFrom, fieldsOf, firstText, listOf, textIn, type Fields } from './export-values.ts';

const daysOf = (json: unknown): Fields[] =>
  Object.values(fieldsOf(fieldsOf(json)['results'])).flatMap((event) =>
    Object.entries(fieldsOf(event))
      .filter(([day]) => /^\d{8}$/.test(day))
      .map(([, entries]) => fieldsOf(entries)),
  );

export const isIndico = (json: unknown): boolean => daysOf(json).length > 0;

export function readIndico(source: SourceText, json: unknown): Export {
  return exportFrom(source, 'Indico timetable', undefined, eventsOf(daysOf(json)));
}

function* eventsOf(days: readonly Fields[]): Generator<RawEvent> {
  for (const entry of days.flatMap(Object.values).map(fieldsOf)) {
    const event = eventOf(entry);
    yield event;
    const within = textIn(event.id);
    for (const inner of Object.values(fieldsOf(entry['entries'])).map(fieldsOf)) {
      yield { ...eventOf(inner, entry), within };
    }
  }
}

function eventOf(entry: Fields, block: Fields = {}): RawEvent {
  const length = entry['duration'];
  return {
    id: firstText(entry['uniqueId'], entry['id']),
    title: firstText(entry['slotTitle'], entry['title']),
    speakers: listOf(entry['presenters']).map(fieldsOf).map(presenterName),
    rooms: [firstText(entry['room'], entry['location'], block['room'], block['location'])],
    type: entry['entryType'],
    track: block['title'],
    start: timeOf(entry['startDate']),
    end: timeOf(entry['endDate']),
    duration:
      typeof length === 'number' && length > 0 && length < 10_000 ? minutes(length) : undefined,
    service: entry['entryType'] !== 'Contribution',
  };
}

/** Dates are `{date, time, tz}`; the wall clock at the venue is what people read, so the zone is left out. */
function timeOf(value: unknown): string | undefined {
  const { date, time } = fieldsOf(value);
  return isoIn(`${textIn(date)}T${textIn(time)}`);
}

/** `name` may be "Family, Given"; the parts are clearer. Addresses are never read. */
function presenterName(person: Fields): string {
  const parts = [textIn(person['firstName']), textIn(person['familyName'])].filter(
    (part) => part !== '',
  );
  return parts.length > 0 ? parts.join(' ') : textIn(person['name']);
}
