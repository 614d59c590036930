/** `schedule.json` version 2 (since 38C3): one flat list of events. */
import type { SourceText } from '../source.ts';
import type { Export, RawEvent } from './conference.ts';
import { frabDuration, isoIn } from './times.ts';
import { exportFrom, fieldsOf, firstText, listOf, type Fields } from './export-values.ts';

export const isSchedule2 = (json: unknown): boolean =>
  Array.isArray(fieldsOf(fieldsOf(json)['schedule'])['events']);

export function readSchedule2(source: SourceText, json: unknown): Export {
  const schedule = fieldsOf(fieldsOf(json)['schedule']);
  const name = firstText(fieldsOf(schedule['conference'])['title'], schedule['title']);
  const events = listOf(schedule['events']).map(fieldsOf).map(eventOf);
  return exportFrom(source, 'schedule.json, version 2', name, events);
}

function eventOf(event: Fields): RawEvent {
  return {
    id: firstText(event['guid'], event['code'], event['id']),
    title: event['title'],
    speakers: speakersOf(listOf(event['participants'] ?? event['persons']).map(fieldsOf)),
    rooms: [firstText(fieldsOf(event['room'])['name'], event['room'])],
    type: event['type'],
    track: firstText(fieldsOf(event['track'])['name'], event['track']),
    start: isoIn(event['start'] ?? event['date']),
    end: isoIn(event['end']),
    duration: frabDuration(event['duration']),
  };
}

/** Those who speak; everybody, if no role says who does. */
function speakersOf(participants: readonly Fields[]): unknown[] {
  const speaking = participants.filter(
    ({ role }) => role === undefined || role === null || /speaker/i.test(firstText(role)),
  );
  const chosen = speaking.length > 0 ? speaking : participants;
  return chosen.map((person) => firstText(person['public_name'], person['name']));
}
