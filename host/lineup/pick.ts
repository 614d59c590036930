/** From a conference's export to the lineup of one session. */
import { quoted, quotedList, tidy } from '../system/characters.ts';
import { dayCalled, foundBy, matching, noneCalled } from './choose.ts';
import type { ConferenceEvent, Export } from './exports/conference.ts';
import { clockOf, comparable } from './exports/times.ts';
import type { Lineup, Remark, Talk } from './lineup.ts';
import { InputProblem } from '../system/problem.ts';

/** What to take. Each narrows the choice; case does not matter, and whole words of a name are enough. */
export interface Wanted {
  readonly room?: string;
  /** `2025-07-16`, or the number of the day from 1, or its weekday. */
  readonly day?: string;
  /** Kind or track: "Lightning talk". */
  readonly type?: string;
  /** Title of a slot: the talks that stand in it are taken, or, if it holds none, its times and name. */
  readonly slot?: string;
  /** Of a spreadsheet: the sheet, by its name or number. Without it the first. */
  readonly sheet?: string;
  /** Of a list or table: what stands where, `title,speaker`. */
  readonly columns?: string;
}

/** Only what is asked of the export, out of a command's options. */
export const wantedOf = ({ room, day, type, slot, sheet, columns }: Wanted): Wanted => ({
  ...(room !== undefined && { room }),
  ...(day !== undefined && { day }),
  ...(type !== undefined && { type }),
  ...(slot !== undefined && { slot }),
  ...(sheet !== undefined && { sheet }),
  ...(columns !== undefined && { columns }),
});

/** Whether nothing is to be picked out of an export: which sheet is read is no choice among its events. */
export const wantsNothing = ({ room, day, type, slot }: Wanted): boolean =>
  [room, day, type, slot].every((value) => value === undefined);

/** The chosen talks in the order of their times. Throws InputProblem if there are none, saying what there is. */
export function pick(source: Export, wanted: Wanted): Lineup {
  const { day, room, type, slot } = wanted;
  const there = only(source, { events: onDay(source, day), remarks: [] }, 'room', room);
  if (slot !== undefined) {
    const found = lineupOfSlot(source, oneSlot(source, there.events, slot), type);
    return { ...found, remarks: [...there.remarks, ...found.remarks] };
  }
  const { events, remarks } = only(source, there, 'type', type);
  const talks = byTime(events.filter(isTalk));
  if (talks.length === 0) throw problem(source, 'no talk matches these choices');
  const lineup = lineupOf(source, talks, { name: source.name ?? type ?? room });
  return { ...lineup, remarks: [...remarks, ...lineup.remarks, ...noTalks(events)] };
}

/** Days of the export, in order. */
export const daysOf = (source: Export): string[] =>
  [...new Set(source.events.flatMap((event) => event.day ?? []))].sort();

const isTalk = (event: ConferenceEvent): boolean =>
  !event.service && event.title + event.speakers.join('') !== '';

/** Breaks and blocks are left out, and told. */
function noTalks(events: readonly ConferenceEvent[]): Remark[] {
  const out = events.filter((event) => !isTalk(event));
  const names = [...new Set(out.map(({ title }) => title))].filter((title) => title !== '');
  if (out.length === 0) return [];
  const named = names.length === 0 ? '' : `: ${quotedList(names, 5)}`;
  const what =
    out.length === 1
      ? '1 break or block left out, which is not a talk'
      : `${String(out.length)} breaks and blocks left out, which are not talks`;
  return [{ message: what + named }];
}

const problem = (source: Export, message: string): InputProblem =>
  new InputProblem(message, { source: source.source });

/** What is taken of the events, and what is to be said of it. */
interface Chosen {
  readonly events: readonly ConferenceEvent[];
  readonly remarks: readonly Remark[];
}

function only(
  source: Export,
  { events, remarks }: Chosen,
  what: 'room' | 'type',
  wanted: string | undefined,
): Chosen {
  if (wanted === undefined) return { events, remarks };
  const names = NAMES[what];
  const found = matching(events, wanted, names);
  if (found.length === 0)
    throw problem(source, noneCalled(what, wanted, events.filter(isTalk).flatMap(names)));
  return { events: found, remarks: [...remarks, ...several(what, wanted, found)] };
}

const NAMES = {
  room: (event: ConferenceEvent) => event.rooms,
  type: (event: ConferenceEvent) => [event.type, event.track],
};

/** A part of a name may be that of several rooms: which ones were taken is told. */
function several(
  what: 'room' | 'type',
  wanted: string,
  found: readonly ConferenceEvent[],
): Remark[] {
  const exact = found.some((event) => NAMES[what](event).some((name) => isSame(name, wanted)));
  const names = exact ? [] : foundBy(found, wanted, NAMES[what]);
  if (names.length < 2) return [];
  return [{ message: `--${what} ${quoted(wanted)} matches several: ${quotedList(names)}` }];
}

const isSame = (name: string | undefined, wanted: string): boolean =>
  name !== undefined && tidy(name).toLowerCase() === tidy(wanted).toLowerCase();

function onDay(source: Export, wanted: string | undefined): readonly ConferenceEvent[] {
  if (wanted === undefined) return source.events;
  const found = dayCalled(daysOf(source), wanted);
  if (typeof found === 'string') throw problem(source, found);
  return source.events.filter(({ day }) => day === found.day);
}

function oneSlot(
  source: Export,
  events: readonly ConferenceEvent[],
  wanted: string,
): ConferenceEvent {
  const found = matching(events, wanted, (event) => [event.title]);
  const [slot, another] = found;
  if (!slot)
    throw problem(source, `no slot ${quoted(wanted)} here: leave out --slot to see what there is`);
  if (!another) return slot;
  const places = found
    .slice(0, 8)
    .map(
      (event) => `${event.day ?? '?'} ${clockOf(event.start ?? '')} in ${event.rooms[0] ?? '?'}`,
    );
  throw problem(
    source,
    `${String(found.length)} slots are called ${quoted(wanted)}: add --day or --room (${places.join('; ')})`,
  );
}

/** The talks in a slot: those that say so, else those at its time in its room. */
function lineupOfSlot(source: Export, slot: ConferenceEvent, type: string | undefined): Lineup {
  let inside = source.events.filter(
    (event) => event.within !== undefined && event.within === slot.id,
  );
  if (inside.length === 0)
    inside = source.events.filter((event) => event !== slot && isDuring(event, slot));
  if (type !== undefined && inside.length > 0) {
    inside = [...only(source, { events: inside, remarks: [] }, 'type', type).events];
  }
  const { title, start, end } = slot;
  const lineup = lineupOf(source, byTime(inside.filter(isTalk)), { name: title, start, end });
  if (lineup.talks.length > 0)
    return { ...lineup, remarks: [...lineup.remarks, ...noTalks(inside)] };
  const remark = `the slot ${quoted(title)} has no separate talks in it: add them by hand, one per line`;
  return { ...lineup, remarks: [...lineup.remarks, { message: remark }] };
}

function isDuring(event: ConferenceEvent, slot: ConferenceEvent): boolean {
  if (!event.start || !event.end || !slot.start || !slot.end) return false;
  const inRoom = event.rooms.some((room) => slot.rooms.includes(room));
  const fits =
    comparable(event.start) >= comparable(slot.start) &&
    comparable(event.end) <= comparable(slot.end);
  return inRoom && fits;
}

/** Events without a time come last, as they stand. */
function byTime(events: readonly ConferenceEvent[]): ConferenceEvent[] {
  const at = ({ start }: ConferenceEvent): number =>
    start === undefined ? Infinity : comparable(start);
  return [...events].sort((a, b) => (at(a) < at(b) ? -1 : at(a) > at(b) ? 1 : 0));
}

interface SessionOf {
  readonly name: string | undefined;
  readonly start?: string | undefined;
  readonly end?: string | undefined;
}

function lineupOf(source: Export, events: readonly ConferenceEvent[], session: SessionOf): Lineup {
  const ends = events.flatMap((event) => event.end ?? []);
  const start = session.start ?? events.find((event) => event.start !== undefined)?.start;
  const end =
    session.end ??
    ends.reduce<string | undefined>(
      (a, b) => (a !== undefined && comparable(a) > comparable(b) ? a : b),
      undefined,
    );
  return {
    talks: events.map(talkOf),
    ...(session.name === undefined ? {} : { name: session.name }),
    ...(start === undefined ? {} : { start }),
    ...(end === undefined ? {} : { end }),
    remarks: [...source.remarks, ...doubtsOf(events)],
  };
}

function talkOf({ title, speakers, duration, talk }: ConferenceEvent): Talk {
  if (talk) return talk;
  const speaker = speakers.length === 0 ? 'TBA' : joined(speakers);
  return { speaker, title, ...(duration === undefined ? {} : { duration }) };
}

/** `A`, `A & B`, `A, B & C`. */
const joined = (names: readonly string[]): string =>
  names.length < 2 ? (names[0] ?? '') : `${names.slice(0, -1).join(', ')} & ${names.at(-1) ?? ''}`;

function doubtsOf(events: readonly ConferenceEvent[]): Remark[] {
  const remarks: Remark[] = [];
  const nobody = events.filter((event) => event.speakers.length === 0).length;
  if (nobody > 0)
    remarks.push({ message: `talks without a speaker: ${String(nobody)}, shown as TBA` });
  const overlaps = events.some((event, i) => {
    const before = events[i - 1];
    return before?.end && event.start && comparable(event.start) < comparable(before.end);
  });
  if (overlaps)
    remarks.push({
      message:
        'some of these talks are at the same time: pick one room (--room) or one day (--day)',
    });
  return remarks;
}
