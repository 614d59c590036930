/** What a room tells on a broker: no more than a page without the token is told. */
import { createHash } from 'node:crypto';
import type { PublicDocument, TalkDocument } from '../page/document.ts';
import { publicDocument } from '../session/public-document.ts';
import type { ClockReading, SessionClock } from '../session/session-clock.ts';
import { publicState } from '../session/state-document.ts';
import type { SessionView } from '../session/types.ts';

/** `…/state`, retained, on each change. Times in ms. */
export interface RoomState {
  readonly rev: number;
  /** The room's name for people. */
  readonly room: string;
  readonly state: PublicDocument['stage']['state'];
  readonly talk: number;
  readonly talks: number;
  readonly speaker: string | null;
  readonly title: string | null;
  readonly phase: string;
  readonly lamps: readonly string[];
  readonly position: number;
  readonly length: number;
  readonly over: boolean;
  readonly behind: number | null;
  /** When the talk that is on reaches its end, ISO 8601; null where none runs. */
  readonly ends: string | null;
  /** When this was so, in ms since 1970 by the room's computer. */
  readonly at: number;
  /** The same by the session's clock, of this name; `stage` lies on it. */
  readonly now: number;
  readonly clock: string;
  readonly stage: PublicDocument['stage'];
  readonly light: PublicDocument['light'];
  readonly muted: boolean;
  readonly practice: PublicDocument['practice'];
  readonly messages: PublicDocument['messages'];
  /** Whether it takes commands; rooms of older versions don't say. */
  readonly commands?: boolean;
  /** Which programme and lineup go with it. */
  readonly programme: string;
  readonly lineup: string;
}

/** `…/programme`, retained: what a page needs to play by itself. */
export interface RoomProgramme extends Pick<
  PublicDocument,
  'name' | 'speed' | 'scores' | 'length' | 'changeover' | 'steady' | 'start'
> {
  readonly version: string;
}

/** `…/lineup`, retained: talks from number `from` on, as many as fit. */
export interface RoomLineup {
  readonly version: string;
  readonly from: number;
  readonly talks: readonly TalkDocument[];
}

/** `…/beat`, not retained, every five seconds: `trip` is the room's way to the broker and back. */
export interface RoomBeat {
  readonly at: number;
  readonly rev: number;
  readonly now: number;
  readonly clock: string;
  readonly trip?: number | undefined;
}

/** Talks in a lineup's message, in bytes: brokers are told to take no more than 16 kB. */
const LARGEST_TALKS = 12_000;
/** Talks before the one that is on: a page shows none of them. */
const BEFORE = 1;

export interface RoomTold {
  readonly state: RoomState;
  readonly programme: RoomProgramme;
  readonly lineup: RoomLineup;
}

export function toldOf(
  session: SessionView,
  clock: SessionClock,
  { room, commands }: { readonly room: string; readonly commands: boolean },
): RoomTold {
  const snapshot = session.snapshot();
  const { name, now } = clock.read();
  const all = publicDocument(snapshot, name, clock.speed);
  const { speed, scores, length, changeover, steady, start } = all;
  const optional = {
    ...(steady === undefined ? {} : { steady }),
    ...(start === undefined ? {} : { start }),
  };
  const programme = versioned({
    name: all.name,
    ...{ speed, scores, length, changeover },
    ...optional,
  });
  const lineup = versioned(talksAround(all.talks, all.stage.talk));
  const seen = publicState(session, false);
  const { state, talk, talks, speaker, title, over, rev, behind, position } = seen;
  const running = state === 'running';
  const at = Date.now();
  return {
    programme,
    lineup,
    state: {
      rev,
      room,
      ...{ state, talk, talks, speaker, title },
      phase: seen.signal.phase,
      lamps: seen.signal.lamps,
      ...{ position, length: seen.length, over, behind },
      ends: running ? new Date(at + (seen.length - position) / speed).toISOString() : null,
      at,
      now,
      clock: name,
      stage: all.stage,
      light: all.light,
      muted: all.muted,
      practice: all.practice,
      messages: all.messages,
      commands,
      programme: programme.version,
      lineup: lineup.version,
    },
  };
}

/** What of a state is another only because time has passed. */
export function timeless(state: RoomState): string {
  const { position, behind, ends, at, now, ...rest } = state;
  return JSON.stringify([rest, [position, behind, ends, at, now].length]);
}

export const beatOf = ({ name, now }: ClockReading, rev: number, trip?: number): RoomBeat => ({
  at: Date.now(),
  rev,
  now,
  clock: name,
  ...(trip === undefined ? {} : { trip: Math.round(trip * 10) / 10 }),
});

function talksAround(
  talks: readonly TalkDocument[],
  talk: number,
): { readonly from: number; readonly talks: readonly TalkDocument[] } {
  const size = (one: TalkDocument): number => Buffer.byteLength(JSON.stringify(one)) + 1;
  let from = 0;
  let bytes = talks.reduce((sum, one) => sum + size(one), 0);
  // First those that have been go, then the last.
  const first = Math.max(0, talk - BEFORE);
  while (from < first && bytes > LARGEST_TALKS) bytes -= size(talks[from++] as TalkDocument);
  let to = talks.length;
  while (to > from && bytes > LARGEST_TALKS) bytes -= size(talks[--to] as TalkDocument);
  return { from, talks: talks.slice(from, to) };
}

function versioned<T extends object>(document: T): T & { readonly version: string } {
  const hash = createHash('sha256').update(JSON.stringify(document)).digest('base64url');
  return { version: hash.slice(0, 8), ...document };
}
