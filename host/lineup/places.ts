/**
 * Where and when each talk of a table is: exports of conference tools (pretalx, Sched) and their
 * spreadsheets have columns for it, so that a session can be picked from them as from other exports.
 */
import { hasInk, tidy } from '../system/characters.ts';
import { onDay } from './exports/times.ts';
import type { TalkPlace } from './lineup.ts';
import { momentOf, type Field } from './talk-fields.ts';

type PlaceColumn = keyof TalkPlace;

/** What the columns are called, in small letters without blanks and signs. */
const NAMES: Readonly<Record<PlaceColumn, string>> = {
  room: 'room rooms roomname location venue stage hall raum saal ort salle lieu sala lugar stanza 会場 部屋',
  type: 'type sessiontype talktype eventtype proposaltype submissiontype format sessionformat talkformat kind typ vortragsart',
  track: 'track tracks eventtrack sessiontrack',
  day: 'day date eventdate tag datum jour dia fecha giorno dzien 日付 日程',
  start:
    'start starts startsat starttime startdate startdatetime eventstart sessionstart scheduledstart scheduledat begin beginn begins 開始',
  end: 'end ends endsat endtime enddate enddatetime eventend sessionend scheduledend ende fin 終了',
};

const COLUMNS = new Map(
  Object.entries(NAMES).flatMap(([column, names]) =>
    names.split(' ').map((name): [string, PlaceColumn] => [name, column as PlaceColumn]),
  ),
);

/** Forms ask for these too, where people live and when they signed up: they count beside a start alone. */
const WEAK = new Set([
  'location',
  'ort',
  'lieu',
  'lugar',
  'date',
  'datum',
  'fecha',
  'dzien',
  '日付',
]);

/** Which cell of a row holds what. */
export type Places = ReadonlyMap<PlaceColumn, number>;

/** The columns of places among the headings that are not `taken` by anything else; the first of each counts. */
export function placesIn(headings: readonly string[], taken: ReadonlySet<number>): Places {
  const found = new Map<PlaceColumn, number>();
  const keys = headings.map(keyOf);
  const hasStart = keys.some((key) => COLUMNS.get(key) === 'start');
  keys.forEach((key, index) => {
    const column = taken.has(index) || (WEAK.has(key) && !hasStart) ? undefined : COLUMNS.get(key);
    if (column !== undefined && !found.has(column)) found.set(column, index);
  });
  return found;
}

const keyOf = (heading: string): string =>
  tidy(heading.slice(0, 60))
    .toLowerCase()
    .normalize('NFKD')
    .replace(/[^\p{L}\p{N}]/gu, '');

/** Whether it is a schedule, which has breaks and blocks among its rows. */
export const isSchedule = (places: Places): boolean => places.has('start') || places.has('room');

/** The place in a row, as far as it says so. */
export function placeIn(record: readonly Field[], places: Places): TalkPlace {
  const text = (column: PlaceColumn): string => {
    const whole = record[places.get(column) ?? -1]?.text.slice(0, 200) ?? '';
    return hasInk(whole) ? tidy(whole) : '';
  };
  const day = /^\d{4}-\d\d-\d\d(?=$|[T ])/.exec(text('day'))?.[0];
  const time = (column: 'start' | 'end'): string | undefined =>
    momentOf(text(column)) ?? onDay(day, text(column));
  const found = {
    room: text('room'),
    type: text('type'),
    track: text('track'),
    day,
    start: time('start'),
    end: time('end'),
  };
  return Object.fromEntries(
    Object.entries(found).filter(([, value]) => value !== undefined && value !== ''),
  );
}
