/**
 * What pretalx says of its talks beside `schedule.json`: the data of its widget (`schedule/widget/v2.json`)
 * and its REST interface (`/api/events/…/talks/`, `submissions/` or `slots/`). Lengths are minutes.
 */
import { minutes } from '../../../protocol/time.ts';
import type { SourceText } from '../source.ts';
import type { Export, RawEvent } from './conference.ts';
import { exportFrom, fieldsOf, firstText, listOf, textIn, type Fields } from './export-values.ts';
import { isoIn } from './times.ts';

export const isWidget = (json: unknown): boolean => {
  const { talks, rooms, speakers } = fieldsOf(json);
  return Array.isArray(talks) && (Array.isArray(rooms) || Array.isArray(speakers));
};

/** A page of results, or their list alone: each has a code, or is a place in the schedule for one. */
export const isRest = (json: unknown): boolean => {
  const results = resultsOf(json);
  return results.length > 0 && results.every((one) => isSubmission(one) || isSlot(one));
};

const resultsOf = (json: unknown): Fields[] =>
  listOf(Array.isArray(json) ? json : fieldsOf(json)['results']).map(fieldsOf);

const isSubmission = ({ code, title, speakers }: Fields): boolean =>
  typeof code === 'string' && title !== undefined && Array.isArray(speakers);

const isSlot = (one: Fields): boolean =>
  'submission' in one && 'room' in one && 'start' in one && 'end' in one;

export function readWidget(source: SourceText, json: unknown): Export {
  const all = fieldsOf(json);
  const names = (list: unknown, key: string): Map<string, string> =>
    new Map(
      listOf(list)
        .map(fieldsOf)
        .map((one) => [textIn(one[key]), textIn(one['name'])]),
    );
  const speakers = names(all['speakers'], 'code');
  const rooms = names(all['rooms'], 'id');
  const tracks = names(all['tracks'], 'id');
  const events = listOf(all['talks'])
    .map(fieldsOf)
    .map((talk): RawEvent => ({
      ...common(talk),
      speakers: listOf(talk['speakers']).map((one) => speakers.get(textIn(one)) ?? nameOf(one)),
      rooms: [rooms.get(textIn(talk['room'])) ?? nameOf(talk['room'])],
      track: tracks.get(textIn(talk['track'])) ?? nameOf(talk['track']),
      start: isoIn(talk['start']),
      end: isoIn(talk['end']),
      // Breaks and blocks have no code.
      service: firstText(talk['code']) === '',
    }));
  return exportFrom(source, 'pretalx widget', undefined, events);
}

/** Proposals that will not be given. */
const OFF = new Set(['withdrawn', 'rejected', 'canceled', 'cancelled', 'deleted', 'draft']);

export function readRest(source: SourceText, json: unknown): Export {
  const { next, count } = fieldsOf(json);
  const results = resultsOf(json);
  if (typeof next === 'string' && next !== '') {
    const all = typeof count === 'number' ? ` of ${String(count)}` : '';
    source.remark(`this is one page, ${String(results.length)}${all} results: ask for all of them`);
  }
  const kept = results.filter((one) => !OFF.has(firstText(submissionOf(one)['state'])));
  const off = results.length - kept.length;
  if (off > 0)
    source.remark(`withdrawn, rejected or cancelled proposals: ${String(off)}, left out`);
  const codes = kept.flatMap((one) => listOf(submissionOf(one)['speakers'])).filter(isCode);
  if (codes.length > 0)
    source.remark('speakers are given as codes, not names: ask pretalx with expand=speakers');
  return exportFrom(source, 'pretalx REST', undefined, kept.flatMap(eventsOf));
}

/** A slot stands for its proposal; where it has none, it is a break. */
const submissionOf = (one: Fields): Fields => (isSlot(one) ? fieldsOf(one['submission']) : one);

const isCode = (speaker: unknown): boolean => typeof speaker === 'string';

function eventsOf(one: Fields): RawEvent[] {
  const talk = submissionOf(one);
  const slots = isSlot(one) ? [one] : listOf(talk['slots']).map(fieldsOf).filter(isPlaced);
  const places = slots.length > 0 ? slots : [fieldsOf(talk['slot'])];
  return places.map((place): RawEvent => ({
    ...common({ ...talk, title: firstText(talk['title'], one['description']) }),
    ...(talk['duration'] === undefined ? { duration: lengthOf(one['duration']) } : {}),
    speakers: listOf(talk['speakers']).map((person) => (isCode(person) ? '' : nameOf(person))),
    rooms: [nameOf(place['room'])],
    track: nameOf(talk['track']),
    type: nameOf(talk['submission_type']),
    start: isoIn(place['start']),
    end: isoIn(place['end']),
    service: isSlot(one) && firstText(talk['code'], one['submission']) === '',
  }));
}

const isPlaced = ({ start }: Fields): boolean => typeof start === 'string';

const common = (talk: Fields): RawEvent => ({
  id: firstText(talk['code'], talk['id']),
  title: talk['title'],
  duration: lengthOf(talk['duration']),
});

/** What is given whole has a name; a number alone is one of pretalx's own, and says nothing. */
const nameOf = (value: unknown): string =>
  typeof value === 'number' ? '' : firstText(fieldsOf(value)['name'], value);

const lengthOf = (value: unknown): RawEvent['duration'] =>
  typeof value === 'number' && value > 0 && value < 10_000 ? minutes(value) : undefined;
