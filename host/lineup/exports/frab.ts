/**
 * `schedule.json` of frab and pretalx, version 1: days, in them rooms, in them events. Its newer
 * fields (`date`, `end`, `guid`) are taken first, the deprecated ones (`start`, `duration`, `id`)
 * where they are missing. Real exports add fields of their own, so nothing is refused for that.
 */
import type { SourceText } from '../source.ts';
import type { Export, RawEvent } from './conference.ts';
import { frabDuration, isoIn, onDay } from './times.ts';
import { exportFrom, fieldsOf, firstText, listOf, type Fields } from './export-values.ts';

/** Version 2 can name its days too, without anything in them. */
export const isFrab = (json: unknown): boolean => {
  const { conference, events } = fieldsOf(fieldsOf(json)['schedule']);
  const days = fieldsOf(conference)['days'];
  const lists = listOf(days).flatMap((day) => Object.values(fieldsOf(fieldsOf(day)['rooms'])));
  return (
    Array.isArray(days) && (!Array.isArray(events) || lists.some((one) => listOf(one).length > 0))
  );
};

export function readFrab(source: SourceText, json: unknown): Export {
  const conference = fieldsOf(fieldsOf(fieldsOf(json)['schedule'])['conference']);
  return exportFrom(source, 'frab / pretalx JSON', conference['title'], eventsOf(conference));
}

function* eventsOf(conference: Fields): Generator<RawEvent> {
  for (const day of listOf(conference['days']).map(fieldsOf)) {
    for (const [room, events] of Object.entries(fieldsOf(day['rooms']))) {
      for (const event of listOf(events).map(fieldsOf)) yield eventOf(event, day['date'], room);
    }
  }
}

function eventOf(event: Fields, date: unknown, room: string): RawEvent {
  const day = typeof date === 'string' ? /^\d{4}-\d\d-\d\d/.exec(date)?.[0] : undefined;
  return {
    id: firstText(event['guid'], event['code'], event['id']),
    title: event['title'],
    speakers: listOf(event['persons']).map(personName),
    rooms: [firstText(event['room'], room)],
    day,
    type: event['type'],
    track: event['track'],
    start: isoIn(event['date']) ?? onDay(day, event['start']),
    end: isoIn(event['end']),
    duration: frabDuration(event['duration']),
  };
}

/** `public_name` is what the person wants to be called; old exports have nothing else. */
function personName(person: unknown): string {
  const { public_name: publicName, name, full_public_name: full } = fieldsOf(person);
  return firstText(publicName, name, full);
}
