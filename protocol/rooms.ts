/** Many rooms on one screen: in which order, how far behind, and what is worth an alarm. Pages and terminal share it. */
import type { State } from './stage.ts';
import { duration, formatDuration } from './time.ts';

/** A room in which nothing goes on, though it should: nobody came, it is paused, or nobody began. */
export interface Wait {
  readonly what: 'speaker' | 'resume' | 'start';
  /** For so long, in ms. */
  readonly ms: number;
  /** Who is awaited; may be empty. */
  readonly who: string;
}

/** How a room stands at a moment; `over` is how long its talk is over, in ms, 0 where it is not or nobody knows. */
export interface Standing {
  readonly id: string;
  readonly name: string;
  /** `ended`: its session was closed, and then quit. */
  readonly connection: 'live' | 'waiting' | 'stale' | 'offline' | 'ended';
  readonly over: number;
  readonly wait?: Wait | undefined;
  /** Names the talk, so that it is told once. */
  readonly talk: string;
}

/**
 * Only from here on a talk is in overtime in order, counts and marks, in ms: its light is red from 0:00 on, but the
 * applause comes then, too, and at a normal end no card should leave its place.
 */
const OVER_FROM = 30_000;
/** A talk is worth an alarm when it is over by so much, in ms. */
const FAR_OVER = 60_000;
/** A wait is worth a look, and an alarm, from so much on, in ms: a short one belongs to any event. */
const LONG_WAIT = 60_000;

export const isOver = ({ over }: Standing): boolean => over >= OVER_FROM;
export const isGone = ({ connection }: Standing): boolean =>
  connection === 'offline' || connection === 'stale';
export const waitsLong = ({ wait }: Standing): boolean => (wait?.ms ?? 0) >= LONG_WAIT;

export const needsLook = (room: Standing): boolean =>
  isOver(room) || isGone(room) || waitsLong(room);

/** `2 need a look`, or empty where none does. */
export function looksText(rooms: readonly Standing[]): string {
  const n = rooms.filter(needsLook).length;
  if (n === 0) return '';
  return n === 1 ? '1 needs a look' : `${String(n)} need a look`;
}

function rank(room: Standing): number {
  if (isOver(room)) return 0;
  if (waitsLong(room)) return 3;
  return { offline: 1, stale: 2, waiting: 4, live: 5, ended: 6 }[room.connection];
}

/** Overtime first, the longest before; then what has gone, what waits, and all others by name, those at their end last. */
export function byUrgency(a: Standing, b: Standing): number {
  const order = rank(a) - rank(b);
  if (order !== 0) return order;
  return (isOver(a) ? b.over - a.over : 0) || a.name.localeCompare(b.name, 'en', { numeric: true });
}

/** What a room waits for. `over`: how long its changeover is over; `paused`, and `late` for its first start: so long. */
export function waitOf(
  { state, begun, who }: { readonly state: State; readonly begun: boolean; readonly who: string },
  { over, paused, late }: Readonly<Record<'over' | 'paused' | 'late', number>>,
): Wait | undefined {
  if (state === 'held') return { what: 'resume', ms: Math.max(0, paused), who };
  if (state !== 'standby') return undefined;
  const ms = begun ? over : late;
  return ms < 0 ? undefined : { what: begun ? 'speaker' : 'start', ms, who };
}

/** `waiting for Lukas, 2:15`, `paused 1:28`, or `should have started 5:00 ago`. */
export function waitText({ what, ms, who }: Wait): string {
  const time = formatDuration(duration(ms));
  if (what === 'resume') return `paused ${time}`;
  if (what === 'start') return `should have started ${time} ago`;
  return `waiting for ${who === '' ? 'the next speaker' : who}, ${time}`;
}

/**
 * How far behind its plan a room is now: `behind` was so when its talk, or changeover, was at `from` of
 * `length`. Only what is over, or stands, puts the end off. In ms.
 */
export function behindNow(
  behind: number,
  state: State,
  { from, to, length, passed }: { from: number; to: number; length: number; passed: number },
): number {
  if (state === 'held') return behind + passed;
  if (state === 'closed') return behind;
  return behind + Math.max(0, to - length) - Math.max(0, from - length);
}

/** `2:05 behind`, `1:10 ahead`, or `on time` where it is less than half a minute. */
export function behindText(behind: number): string {
  const s = Math.floor(Math.abs(behind) / 1000);
  if (s < 30) return 'on time';
  const minutes = String(Math.floor(s / 60));
  return `${minutes}:${String(s % 60).padStart(2, '0')} ${behind > 0 ? 'behind' : 'ahead'}`;
}

/** Who was on in a room that is gone, plainly past: `was: Samir G, until 15:36`; empty where nobody was. */
export function wasText(state: State | undefined, who: string, until: string): string {
  if (who === '' || (state !== 'running' && state !== 'held')) return '';
  return `was: ${who}${until === '' ? '' : `, until ${until}`}`;
}

/** What is wrong with a room now, where it is worth an alarm. */
function wrongWith(room: Standing): string | undefined {
  const { name, connection, over, wait } = room;
  if (connection === 'offline') return `${name} is offline`;
  if (connection === 'stale') return `${name} is not heard any more`;
  if (over >= FAR_OVER) return `${name}: ${formatDuration(duration(over))} over`;
  return wait && waitsLong(room) ? `${name}: ${waitText(wait)}` : undefined;
}

/** It is hardly all rooms that broke, but what they are heard by. */
const goneText = (gone: readonly string[], rooms: readonly Standing[]): readonly string[] =>
  gone.length > 1 && rooms.every(({ connection }) => connection !== 'live')
    ? ['No room is heard any more']
    : gone;

/** All that is wrong now and worth an alarm, in the order of the rooms. */
export function wrongNow(rooms: readonly Standing[]): string[] {
  const tell = (some: readonly Standing[]): string[] =>
    some.map(wrongWith).filter((one) => one !== undefined);
  const here = rooms.filter((one) => !isGone(one));
  return [...tell(here), ...goneText(tell(rooms.filter(isGone)), rooms)];
}

/** What is new and worth an alarm: each once, until it is well again. */
export class Alarms {
  readonly #told = new Map<string, string>();
  #before = new Map<string, Standing>();

  /** Sentences about what has become so since the last call. */
  look(rooms: readonly Standing[]): string[] {
    const news: string[] = [];
    const gone: string[] = [];
    for (const room of rooms) {
      const { id, talk, wait } = room;
      const sentence = wrongWith(room);
      const key = `${talk} ${wait?.what ?? 'over'}`;
      if (sentence === undefined) this.#told.delete(id);
      else if (isGone(room)) {
        if (this.#before.get(id)?.connection === 'live') gone.push(sentence);
      } else if (this.#told.get(id) !== key) {
        this.#told.set(id, key);
        news.push(sentence);
      }
    }
    this.#before = new Map(rooms.map((room) => [room.id, room]));
    return [...news, ...goneText(gone, rooms)];
  }
}
