/** What an export holds, for somebody who is about to pick a session from it. */
import type { ConferenceEvent, Export } from './exports/conference.ts';
import { clockOf, comparable } from './exports/times.ts';
import { daysOf } from './pick.ts';

/** Names of slots and types that are lightning talks; a talk *about* lightning is none. */
const LIGHTNING =
  /(?:^|[^\p{L}\p{N}])(?:lightning|blitz|ignite|flash|short|rapid|express|5.?min\w*|five.?minute)[ -]?(?:talk|session|vortr|pr[eé]sentation|round|show|slot)|^(?:lightnings?|blitz(?:talks?|vortr[aä]ge?|runden?)?|ignite|one.?slide\w*|lt)$|pecha.?kucha|kurzvortr|pr[eé]sentations? [eé]clair|charlas? rel[aá]mpago|palestras? rel[aâ]mpago|ライトニング|LT大会|闪电演讲|молниеносн/iu;

/** Lines to print: the conference, each room on each day, and slots that look like lightning talks. */
export function overview(source: Export): string[] {
  const talks = source.events.filter((event) => !event.service);
  const rooms = new Set(talks.flatMap((event) => event.rooms));
  const title = source.name === undefined ? source.format : `${source.name} (${source.format})`;
  const days = daysOf(source);
  return [
    `${title}: ${count(talks.length, 'event')}, ${count(days.length, 'day')}, ${count(rooms.size, 'room')}`,
    '',
    ...days.flatMap((day) =>
      roomsOf(
        talks.filter((event) => event.day === day),
        day,
      ),
    ),
    ...untimed(talks),
    ...slots(source.events),
    ...types(talks),
    '',
    'Pick one session: --slot "…", or --room, --day and --type together.',
  ];
}

const count = (n: number, what: string): string => `${String(n)} ${what}${n === 1 ? '' : 's'}`;

/** Names come last, so that wide letters push nothing out of its column. */
function roomsOf(events: readonly ConferenceEvent[], day: string): string[] {
  const rooms = [...new Set(events.flatMap((event) => event.rooms[0] ?? '?'))];
  return rooms.map((room) => {
    const here = events.filter((event) => (event.rooms[0] ?? '?') === room);
    const kinds = [...new Set(here.flatMap((event) => event.type ?? []))].slice(0, 6).join(', ');
    const size = count(here.length, 'event').padStart(10);
    return `  ${day}  ${span(here)}  ${size}  ${room}${kinds === '' ? '' : ` (${kinds})`}`;
  });
}

function span(events: readonly ConferenceEvent[]): string {
  const starts = events.flatMap((event) => event.start ?? []);
  const ends = events.flatMap((event) => event.end ?? []);
  const first = starts.sort((a, b) => comparable(a) - comparable(b))[0];
  const last = ends.sort((a, b) => comparable(a) - comparable(b)).at(-1);
  return `${clock(first)}–${clock(last)}`;
}

const clock = (iso: string | undefined): string => (iso === undefined ? '  ?  ' : clockOf(iso));

function untimed(events: readonly ConferenceEvent[]): string[] {
  const without = events.filter((event) => event.day === undefined).length;
  return without === 0 ? [] : [`  not scheduled yet: ${count(without, 'event')}`];
}

function slots(events: readonly ConferenceEvent[]): string[] {
  const found = events.filter(
    (event) => LIGHTNING.test(event.title.trim()) && event.within === undefined,
  );
  if (found.length === 0) return [];
  const lines = found.slice(0, 20).map((event) => {
    const time = `${event.day ?? ' '.repeat(10)}  ${span([event])}`;
    return `  ${time}  ${event.rooms[0] ?? '?'}: ${event.title}`;
  });
  return ['', 'Slots that look like lightning talks:', ...lines];
}

/** Types and tracks of that name hold the talks themselves, where slots only say when. */
function types(events: readonly ConferenceEvent[]): string[] {
  const counts = new Map<string, number>();
  for (const { type, track } of events)
    for (const name of new Set([type, track]))
      if (name !== undefined && LIGHTNING.test(name)) counts.set(name, (counts.get(name) ?? 0) + 1);
  if (counts.size === 0) return [];
  const lines = [...counts].slice(0, 20).map(([name, n]) => `  ${count(n, 'event')}: ${name}`);
  return ['', 'Types that look like lightning talks (--type):', ...lines];
}
