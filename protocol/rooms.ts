/** Many rooms on one screen: in which order, how far behind, and what is worth an alarm. Pages and terminal share it. */
import type { State } from './stage.ts';

/** How a room stands at a moment; `over` is how long its talk is over, in ms, 0 where it is not or nobody knows. */
export interface Standing {
  readonly id: string;
  readonly name: string;
  /** `ended`: its session was closed, and then quit. */
  readonly connection: 'live' | 'waiting' | 'stale' | 'offline' | 'ended';
  readonly over: number;
  /** Names the talk, so that it is told once. */
  readonly talk: string;
}

/** A talk is worth an alarm when it is over by so much, in ms. */
const FAR_OVER = 60_000;

const rank = ({ connection, over }: Standing): number =>
  over > 0 ? 0 : { offline: 1, stale: 2, waiting: 3, live: 4, ended: 5 }[connection];

/** Overtime first, the longest before; then what has gone; then all others by name, those at their end last. */
export const byUrgency = (a: Standing, b: Standing): number =>
  rank(a) - rank(b) || b.over - a.over || a.name.localeCompare(b.name, 'en', { numeric: true });

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

/** What is new and worth an alarm: each once, until it is well again. */
export class Alarms {
  readonly #told = new Set<string>();
  #before = new Map<string, Standing>();

  /** Sentences about what has become so since the last call. */
  look(rooms: readonly Standing[]): string[] {
    const news: string[] = [];
    const gone: string[] = [];
    for (const room of rooms) {
      const { id, name, connection, over, talk } = room;
      const was = this.#before.get(id);
      const key = `${id} ${talk}`;
      if (over >= FAR_OVER && !this.#told.has(key)) {
        this.#told.add(key);
        news.push(`${name}: a minute over`);
      }
      if (was?.connection !== 'live') continue;
      if (connection === 'offline') gone.push(`${name} is offline`);
      else if (connection === 'stale') gone.push(`${name} is not heard any more`);
    }
    this.#before = new Map(rooms.map((room) => [room.id, room]));
    // It is hardly all rooms that broke, but what they are heard by.
    const all = gone.length > 1 && rooms.every(({ connection }) => connection !== 'live');
    return [...news, ...(all ? ['No room is heard any more'] : gone)];
  }
}
