/** A table that says where and when its talks are: a list, and an export to pick a session from. */
import type { ConferenceEvent, Export } from './exports/conference.ts';
import { between, comparable, dayOf, shifted } from './exports/times.ts';
import type { Lineup, Talk, TalkPlace } from './lineup.ts';

export interface TableExport {
  /** All talks, for those who pick none. */
  readonly lineup: Lineup;
  readonly export: Export;
}

/** `places` are by the lines of the talks. */
export function tableExport(
  source: string,
  lineup: Lineup,
  places: ReadonlyMap<number, TalkPlace>,
): TableExport {
  const events = lineup.talks.map((talk) => eventOf(talk, places.get(talk.line ?? 0) ?? {}));
  const { name, remarks } = lineup;
  const format = 'table';
  return {
    lineup: wholeOf(lineup, events),
    export: { source, format, ...(name === undefined ? {} : { name }), events, remarks },
  };
}

type Placed = ConferenceEvent & { readonly talk: Talk };

function eventOf(talk: Talk, { room, type, track, day, start, end }: TalkPlace): Placed {
  const lasts = start !== undefined && end !== undefined ? between(start, end) : undefined;
  const duration = talk.duration ?? lasts;
  const until =
    end ?? (start !== undefined && duration !== undefined ? shifted(start, duration) : undefined);
  const on = start === undefined ? day : dayOf(start);
  return {
    title: talk.title,
    speakers: [talk.speaker],
    rooms: room === undefined ? [] : [room],
    service: false,
    talk: duration === undefined ? talk : { ...talk, duration },
    ...(type === undefined ? {} : { type }),
    ...(track === undefined ? {} : { track }),
    ...(on === undefined ? {} : { day: on }),
    ...(start === undefined ? {} : { start }),
    ...(until === undefined ? {} : { end: until }),
    ...(duration === undefined ? {} : { duration }),
  };
}

/** In the order of the table; of several sessions that is told, of one the times are taken. */
function wholeOf(lineup: Lineup, events: readonly Placed[]): Lineup {
  const talks = events.map(({ talk }) => talk);
  const rooms = new Set(events.flatMap((event) => event.rooms));
  const days = new Set(events.flatMap(({ day }) => day ?? []));
  if (rooms.size > 1 || days.size > 1) {
    const where = `${counted(rooms.size, 'room')} and on ${counted(days.size, 'day')}`;
    const message = `these talks are in ${where}: --room, --day or --type picks some of them`;
    return { ...lineup, talks, remarks: [...lineup.remarks, { message }] };
  }
  const starts = events.flatMap(({ start }) => start ?? []);
  const [first] = starts.sort((a, b) => comparable(a) - comparable(b));
  if (first === undefined || starts.length < events.length) return { ...lineup, talks };
  const last = events
    .flatMap(({ end }) => end ?? [])
    .sort((a, b) => comparable(a) - comparable(b))
    .at(-1);
  return { start: first, ...(last === undefined ? {} : { end: last }), ...lineup, talks };
}

const counted = (n: number, what: string): string => `${String(n)} ${what}${n === 1 ? '' : 's'}`;
