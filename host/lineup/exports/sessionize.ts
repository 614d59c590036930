/**
 * Sessionize's API, views `All` (lists that refer to each other by id), `GridSmart` (days, rooms,
 * sessions) and `Sessions` (groups of sessions). Times are null before the schedule is published; there is no length, only an end; a
 * plenum session stands in every room; service sessions are breaks.
 */
import type { SourceText } from '../source.ts';
import type { Export, RawEvent } from './conference.ts';
import { isoIn } from './times.ts';
import { exportFrom, fieldsOf, firstText, listOf, textIn, type Fields } from './export-values.ts';

export const isSessionizeAll = (json: unknown): boolean => {
  const { sessions, speakers, rooms } = fieldsOf(json);
  return Array.isArray(sessions) && (Array.isArray(speakers) || Array.isArray(rooms));
};

export const isGridSmart = (json: unknown): boolean =>
  listOf(json).length > 0 && listOf(json).every((day) => Array.isArray(fieldsOf(day)['rooms']));

export const isSessions = (json: unknown): boolean =>
  listOf(json).length > 0 && listOf(json).every((one) => isGroup(one) || isWhole(one));

const isGroup = (one: unknown): boolean => {
  const { sessions, groupId, groupName } = fieldsOf(one);
  return Array.isArray(sessions) && (groupId !== undefined || groupName !== undefined);
};

/** A session that stands in no group. */
const isWhole = (one: unknown): boolean => {
  const fields = fieldsOf(one);
  return fields['title'] !== undefined && 'startsAt' in fields && Array.isArray(fields['speakers']);
};

export function readSessionizeAll(source: SourceText, json: unknown): Export {
  const all = fieldsOf(json);
  const speakers = byId(all['speakers'], (speaker) =>
    firstText(speaker['fullName'], fullName(speaker)),
  );
  const rooms = byId(all['rooms'], (room) => textIn(room['name']));
  const kinds = kindsOf(all['categories']);
  const events = listOf(all['sessions'])
    .map(fieldsOf)
    .map((session): RawEvent => {
      const items = listOf(session['categoryItems']).map(textIn);
      return {
        ...common(session),
        speakers: listOf(session['speakers']).map(
          (one) => speakers.get(textIn(fieldsOf(one)['id'] ?? one)) ?? fieldsOf(one)['name'],
        ),
        rooms: [rooms.get(textIn(session['roomId']))],
        type: items.map((item) => kinds.types.get(item)).find((name) => name !== undefined),
        track: items.map((item) => kinds.tracks.get(item)).find((name) => name !== undefined),
      };
    });
  return exportFrom(source, 'Sessionize (All)', undefined, events);
}

export function readGridSmart(source: SourceText, json: unknown): Export {
  return exportFrom(source, 'Sessionize (GridSmart)', undefined, gridEvents(json));
}

export function readSessions(source: SourceText, json: unknown): Export {
  const sessions = listOf(json).flatMap((one) =>
    isGroup(one) ? listOf(fieldsOf(one)['sessions']) : [one],
  );
  const events = sessions.map(fieldsOf).map((session) => wholeEvent(session, session['room']));
  return exportFrom(source, 'Sessionize (Sessions)', undefined, events);
}

function* gridEvents(json: unknown): Generator<RawEvent> {
  for (const day of listOf(json).map(fieldsOf))
    for (const room of listOf(day['rooms']).map(fieldsOf))
      for (const session of listOf(room['sessions']).map(fieldsOf))
        yield wholeEvent(session, firstText(room['name'], session['room']));
}

/** A session that has everything in itself. */
function wholeEvent(session: Fields, room: unknown): RawEvent {
  const { types, tracks } = kindsOf(session['categories'], 'categoryItems');
  return {
    ...common(session),
    speakers: listOf(session['speakers']).map((speaker) => fieldsOf(speaker)['name']),
    rooms: [room],
    type: [...types.values()][0],
    track: [...tracks.values()][0],
  };
}

const common = (session: Fields): RawEvent => ({
  id: session['id'],
  title: session['title'],
  start: isoIn(session['startsAt']),
  end: isoIn(session['endsAt']),
  service: session['isServiceSession'] === true,
});

const fullName = (speaker: Fields): string =>
  `${textIn(speaker['firstName'])} ${textIn(speaker['lastName'])}`;

function byId(list: unknown, value: (item: Fields) => string): Map<string, string> {
  return new Map(
    listOf(list)
      .map(fieldsOf)
      .map((item) => [textIn(item['id']), value(item)]),
  );
}

/** Organisers name their categories themselves; these words are the usual ones. */
function kindsOf(
  categories: unknown,
  key = 'items',
): { types: Map<string, string>; tracks: Map<string, string> } {
  const named = (pattern: RegExp): Map<string, string> => {
    const category = listOf(categories)
      .map(fieldsOf)
      .find((each) => pattern.test(firstText(each['title'], each['name'])));
    return byId(category?.[key], (item) => textIn(item['name']));
  };
  return { types: named(/format|type|length/i), tracks: named(/track/i) };
}
