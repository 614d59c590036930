/** Reads the journal of a session that did not end, so that it can go on where it was. */
import { readFileSync, readdirSync, truncateSync } from 'node:fs';
import { join } from 'node:path';
import type { Placement, State } from '../../protocol/stage.ts';
import { duration } from '../../protocol/time.ts';
import { machineTime, type MachineTime } from '../clock.ts';
import type { Talk } from '../lineup/lineup.ts';
import type { Line } from './journal.ts';
import type { Item } from './roster.ts';
import type { Entry } from './types.ts';

/** An older session is revived unasked when its last line is younger than this. */
export const REVIVE_WITHIN = 10 * 60_000;

export interface OldSession {
  readonly path: string;
  /** Number of the journal's last line. */
  readonly seq: number;
  /** It said so itself, by an orderly end or by closing after the last talk. */
  readonly ended: boolean;
  /** When its last line was written, in ms since 1970. */
  readonly last: number;
  /** Wall clock of its first start. */
  readonly began: number | undefined;
  /** The talks as its lineup file gave them, and as they stand after all edits. */
  readonly original: readonly Item[];
  readonly items: readonly Item[];
  readonly results: ReadonlyMap<number, Pick<Entry, 'status' | 'took'>>;
  /** A last line that a crash had cut off was removed. */
  readonly torn: boolean;
  /** Where the stage is now, the time since the last event counted in. */
  place(): Placement;
}

interface EventLine extends Line {
  readonly state: State;
  readonly now: number;
  readonly elapsed: number | null;
  readonly granted: number;
  readonly id?: number;
  /** Ms by which the line was written later than it happened. */
  readonly late?: number;
}

/** The newest session in a folder of journals, or undefined. */
export function newestSession(folder: string): OldSession | undefined {
  let names: string[];
  try {
    names = readdirSync(folder);
  } catch {
    return undefined;
  }
  const newest = names
    .filter((name) => /^session-.*\.jsonl$/.test(name))
    .sort()
    .at(-1);
  return newest === undefined ? undefined : readSession(join(folder, newest));
}

/** The last session in a journal. A torn last line is cut off the file. */
export function readSession(path: string, times = machineTime): OldSession | undefined {
  let text: string;
  try {
    text = readFileSync(path, 'utf8');
  } catch {
    return undefined;
  }
  const whole = text.slice(0, text.lastIndexOf('\n') + 1);
  const torn = whole.length < text.length;
  if (torn) truncateSync(path, Buffer.byteLength(whole));
  const all = whole.split('\n').flatMap(lineFrom);
  const begin = all.findLastIndex((line) => line.type === 'session' && line.what === 'begin');
  const lines = all.slice(begin);
  const last = lines.at(-1);
  const lineups = lines.filter((line) => line.type === 'lineup');
  if (begin < 0 || !last || lineups.length === 0) return undefined;
  const events = lines.filter(isEvent);
  const start = events.find((line) => line.type === 'start');
  return {
    path,
    seq: last.seq,
    ended: events.at(-1)?.state === 'closed' || (last.type === 'session' && last.what === 'end'),
    last: Date.parse(last.time),
    began: start && Date.parse(start.time),
    original: itemsOf(lineups[0]),
    items: itemsOf(lineups.at(-1)),
    results: resultsOf(events),
    torn,
    place: () => placeAfter(events.at(-1), times),
  };
}

/** Whether a lineup is the one that the session began with. */
export function sameLineup({ original }: OldSession, talks: readonly Talk[]): boolean {
  const key = ({ speaker, title }: Talk): string => JSON.stringify([speaker, title]);
  return (
    original.length === talks.length &&
    original.every(({ talk }, i) => key(talk) === key(talks[i] ?? { speaker: '', title: '' }))
  );
}

function lineFrom(text: string): Line[] {
  try {
    return text === '' ? [] : [JSON.parse(text) as Line];
  } catch {
    return []; // A line that a full disk cut short: what is around it still holds.
  }
}

const isEvent = (line: Line): line is EventLine => 'state' in line && 'now' in line;

function itemsOf(line: Line | undefined): Item[] {
  const talks = (line?.talks ?? []) as readonly (Talk & { readonly id: number })[];
  return talks.map(({ id, ...talk }) => ({ id, talk: { ...talk } }));
}

function resultsOf(events: readonly EventLine[]): Map<number, Pick<Entry, 'status' | 'took'>> {
  const results = new Map<number, Pick<Entry, 'status' | 'took'>>();
  for (const { type, id, took } of events) {
    if (id === undefined) continue;
    if (type === 'finish') results.set(id, { status: 'ended', took: duration(Number(took)) });
    if (type === 'skip') results.set(id, { status: 'missed' });
  }
  return results;
}

function placeAfter(event: EventLine | undefined, times: MachineTime): Placement {
  if (!event) return { state: 'standby', talk: 0, elapsed: null, granted: duration(0) };
  const { state, now: talk, elapsed, granted } = event;
  const goes = elapsed !== null && state !== 'held';
  return {
    state,
    talk,
    elapsed: elapsed === null ? null : duration(elapsed + (goes ? passedSince(event, times) : 0)),
    granted: duration(granted),
  };
}

/** By the machine's uptime, which nobody sets; by the time of day only if it was started anew. */
function passedSince({ up, time, late = 0 }: EventLine, times: MachineTime): number {
  const passed = times.sinceBoot() - up * 1000;
  return late + (passed >= 0 ? passed : Math.max(0, times.wall() - Date.parse(time)));
}
