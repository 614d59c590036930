/** Reads the journal of a session that did not end, so that it can go on where it was. */
import { readFileSync } from 'node:fs';
import { EVENT_NAMES, type EventName, type Placement, type State } from '../../protocol/stage.ts';
import { duration } from '../../protocol/time.ts';
import { machineTime, type MachineTime } from '../system/machine-time.ts';
import type { Talk } from '../lineup/lineup.ts';
import type { Line } from '../journal/journal.ts';
import type { Item } from './roster.ts';
import type { KnownPodium, Resume } from './timekeeper.ts';
import type { Entry } from './types.ts';

/** An older session is revived unasked when its last line is younger than this. */
const REVIVE_WITHIN = 10 * 60_000;
/** A clock that was set back by more than this since the last line says nothing of its age. */
const SET_BACK = 60_000;

export interface OldSession extends Resume {
  readonly path: string;
  /** Number of the journal's last line. */
  readonly seq: number;
  /** It said so itself, by an orderly end or by closing after the last talk. */
  readonly ended: boolean;
  /** When its last line was written, in ms since 1970. */
  readonly last: number;
  /** How long ago that is, in ms; negative where the time of day was set back since. */
  readonly age: number;
  /** How long ago its first talk was started, in ms. */
  readonly began: number | undefined;
  /** The talks as its lineup file gave them, and as they stand after all edits. */
  readonly original: readonly Item[];
  readonly items: readonly Item[];
  readonly results: ReadonlyMap<number, Pick<Entry, 'status' | 'took'>>;
  /** Its last line was cut off by a crash, and is left out. The journal cuts it off the file. */
  readonly torn: boolean;
  /** Answers to the presses that came with a request id, for those who did not get theirs. */
  readonly answers: ReadonlyMap<string, number>;
}

interface EventLine extends Line {
  readonly state: State;
  readonly now: number;
  readonly elapsed: number | null;
  readonly granted: number;
  readonly id?: number;
  /** Ms by which the line was written later than it happened. */
  readonly late?: number;
  readonly rev?: number;
  /** Number of the podium's boot; `alone`: the podium was out of reach. */
  readonly podium?: number;
  readonly alone?: boolean;
}

/** The last session in a journal. The file is only read: another process may be writing it. */
export function readSession(path: string, times = machineTime): OldSession | undefined {
  let text: string;
  try {
    text = readFileSync(path, 'utf8');
  } catch {
    return undefined;
  }
  const whole = text.slice(0, text.lastIndexOf('\n') + 1);
  const all = whole.split('\n').flatMap(lineFrom);
  const begin = all.findLastIndex((line) => line.type === 'session' && line.what === 'begin');
  const lines = all.slice(begin);
  const last = lines.at(-1);
  const lineups = lines.filter((line) => line.type === 'lineup');
  if (begin < 0 || !last || lineups.length === 0) return undefined;
  const events = lines.filter(isEvent);
  const start = events.find((line) => line.type === 'start');
  const passedSince = (line: Line): number => passed(line, bootOf(line, lines), times);
  return {
    path,
    seq: last.seq,
    ended: events.at(-1)?.state === 'closed' || (last.type === 'session' && last.what === 'end'),
    last: Date.parse(last.time),
    age: passedSince(last),
    began: start && passedSince(start),
    original: itemsOf(lineups[0]),
    items: itemsOf(lineups.at(-1)),
    results: resultsOf(events),
    torn: whole.length < text.length,
    answers: answersIn(lines),
    place: () => placeAfter(events.at(-1), passedSince),
    podium: podiumIn(events, last, passedSince),
    alone: aloneIn(events),
  };
}

/** Whether its last line is so young that it may go on unasked. */
export const isRecent = ({ age }: OldSession): boolean => age > -SET_BACK && age < REVIVE_WITHIN;

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

function answersIn(lines: readonly Line[]): Map<string, number> {
  const answered = lines.filter(({ request }) => typeof request === 'string');
  return new Map(answered.map(({ request, rev }) => [String(request), Number(rev)]));
}

type Passed = (line: Line) => number;

const isOfPodium = ({ podium, alone }: EventLine): boolean => podium !== undefined && !alone;

function podiumIn(
  events: readonly EventLine[],
  last: Line,
  passedSince: Passed,
): KnownPodium | undefined {
  const heard = events.findLast(isOfPodium);
  if (heard?.podium === undefined || heard.rev === undefined) return undefined;
  return {
    boot: heard.podium,
    rev: heard.rev,
    place: () => placeAfter(heard, passedSince),
    heardAgo: () => passedSince(last),
  };
}

function aloneIn(events: readonly EventLine[]): EventName[] {
  const since = events.slice(events.findLastIndex(isOfPodium) + 1);
  return since.flatMap(({ type }) => (isEventName(type) ? [type] : []));
}

const isEventName = (type: string): type is EventName =>
  (EVENT_NAMES as readonly string[]).includes(type);

function placeAfter(event: EventLine | undefined, passedSince: Passed): Placement {
  if (!event) return { state: 'standby', talk: 0, elapsed: null, granted: duration(0) };
  const { state, now: talk, elapsed, granted } = event;
  const goes = elapsed !== null && state !== 'held';
  const sinceEvent = (): number => (event.late ?? 0) + Math.max(0, passedSince(event));
  return {
    state,
    talk,
    elapsed: elapsed === null ? null : duration(elapsed + (goes ? sinceEvent() : 0)),
    granted: duration(granted),
  };
}

/** The start of the machine in which a line was written. */
const bootOf = ({ seq }: Line, lines: readonly Line[]): unknown =>
  lines.findLast((line) => line.type === 'session' && line.seq <= seq)?.boot;

/**
 * How many ms ago a line was written: by the machine's uptime, which nobody sets. Where the machine was
 * started anew since, only the time of day tells.
 */
function passed({ up, time }: Line, boot: unknown, times: MachineTime): number {
  const by = times.sinceBoot() - up * 1000;
  const known = boot !== undefined && times.boot !== undefined;
  const same = known ? boot === times.boot : by >= 0;
  return same ? by : times.wall() - Date.parse(time);
}
