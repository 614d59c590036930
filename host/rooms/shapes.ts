/** What comes by a broker may be anybody's: only what has the shape of ours is taken. */
import type { RoomBeat, RoomLineup, RoomProgramme, RoomState } from '../remotes/room-documents.ts';
import { ANNOUNCEMENTS, SOUND_NAMES } from '../../protocol/signal.ts';
import { STATES } from '../../protocol/stage.ts';

type Check = (value: unknown) => boolean;

const number: Check = (value) => typeof value === 'number' && Number.isFinite(value);
const boolean: Check = (value) => typeof value === 'boolean';
const text: Check = (value) => typeof value === 'string' && value.length <= 2000;
const oneOf =
  (all: readonly unknown[]): Check =>
  (value) =>
    all.includes(value);
const or =
  (check: Check): Check =>
  (value) =>
    value === null || value === undefined || check(value);
const list =
  (check: Check, most: number): Check =>
  (value) =>
    Array.isArray(value) && value.length <= most && value.every(check);
const shape =
  (keys: Readonly<Record<string, Check>>): Check =>
  (value) => {
    if (typeof value !== 'object' || value === null || Array.isArray(value)) return false;
    const given = value as Readonly<Record<string, unknown>>;
    return Object.entries(keys).every(([key, check]) => check(given[key]));
  };

const signal = shape({
  lamps: (value) => number(value) && Number(value) >= 0 && Number(value) < 16,
  announcement: oneOf(ANNOUNCEMENTS),
  sound: oneOf(SOUND_NAMES),
});
const score = shape({
  length: number,
  cues: list(shape({ phase: text, due: number, signal }), 100),
  repeat: shape({}),
});
const messages = shape({ speaker: or(text), room: or(text) });

const STATE = shape({
  ...{ rev: number, room: text, talk: number, talks: number, at: number, now: number },
  ...{ position: number, length: number, behind: or(number), clock: text, muted: boolean },
  stage: shape({ state: oneOf(STATES), talk: number, anchor: or(number), banked: number }),
  light: shape({
    name: text,
    reached: boolean,
    truth: oneOf(['sure', 'estimated', 'power-lost']),
  }),
  practice: or(shape({ signal, from: number, until: number })),
  ...{ messages, programme: text, lineup: text, commands: or(boolean), ends: or(text) },
});
const PROGRAMME = shape({
  ...{ version: text, name: or(text), length: number, changeover: number, start: or(number) },
  speed: (value) => number(value) && Number(value) > 0 && Number(value) <= 1000,
  scores: list(score, 2),
  steady: or(boolean),
});
const LINEUP = shape({
  ...{ version: text, from: number },
  talks: list(shape({ id: number, speaker: text, title: text }), 2000),
});
const BEAT = shape({ at: number, rev: number, now: number, clock: text, trip: or(number) });

const read =
  (check: Check) =>
  (payload: Buffer): unknown => {
    try {
      const value: unknown = JSON.parse(payload.toString('utf8'));
      return check(value) ? value : undefined;
    } catch {
      return undefined;
    }
  };

type Read<T> = (payload: Buffer) => T | undefined;

export const stateIn = read(STATE) as Read<RoomState>;
export const programmeIn = read(PROGRAMME) as Read<RoomProgramme>;
export const lineupIn = read(LINEUP) as Read<RoomLineup>;
export const beatIn = read(BEAT) as Read<RoomBeat>;
