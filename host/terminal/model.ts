/** Everything that the operator's screen shows at one moment, as data. Views are functions of it. */
import { currentOf } from '../../protocol/order.ts';
import type { MessageTo } from '../../protocol/message-texts.ts';
import { phaseShown } from '../../protocol/phase.ts';
import { NEW_PLAYER, play, type Player, type Shown } from '../../protocol/player.ts';
import { FOUR_TIERS, LAMPS, THREE_TIERS, type LampSet } from '../../protocol/signal.ts';
import { elapsedOf, positionOf } from '../../protocol/stage.ts';
import { remaining, type Duration, type Instant, type Remaining } from '../../protocol/time.ts';
import type { Plan } from '../session/types.ts';
import type { Entry, SessionView, Snapshot } from '../session/types.ts';
import type { TypedLine } from './typed-line.ts';

/** What belongs to the screen and not to the session. */
export interface Notes {
  /** An answer, a refusal, or what has just happened. */
  readonly message?: string | undefined;
  /** Ctrl-C was pressed once during a talk. */
  readonly leaving?: boolean;
  /** False once the terminal has told that it lost the keyboard. */
  readonly focused: boolean;
  /** What stands in the place of the lineup: every key, or what there is to know about the session. */
  readonly overlay?: 'help' | 'about' | undefined;
  /** The lineup is being edited. */
  readonly lineup?: LineupNotes | undefined;
  /** A message is being typed. */
  readonly telling?: Telling | undefined;
  /** Where the page of all screens is: `192.168.1.7:4114/screens`. */
  readonly screens?: string | undefined;
  /** A code that takes the whole screen for a while, with its caption. */
  readonly code?: PhoneCode | undefined;
  /** Sentences about the session: the light that was found, the addresses of the mirror. */
  readonly about: readonly string[];
  /** By how many lines the lineup is scrolled away from the talk that is on. */
  readonly scroll: number;
  /** Since when the light has been out of reach, by the time of day. */
  readonly unreachedSince?: number | undefined;
}

/** What the lineup mode shows. */
export interface LineupNotes {
  /** The id of the talk that is chosen. */
  readonly selected: number;
  /** The id of the talk that waits for another to change places with. */
  readonly swapping?: number | undefined;
  readonly typing?: Typing | undefined;
}

/** A line that is being typed. */
export interface Typing {
  /** What is asked for. */
  readonly prompt: string;
  readonly line: TypedLine;
}

/** A message that is being typed, and whom it is for. */
export interface Telling {
  readonly to: MessageTo;
  readonly typing: Typing;
}

/** A code that a phone's camera reads, and what stands below it. */
export interface PhoneCode {
  readonly lines: readonly string[];
  readonly caption: string;
}

export const NO_NOTES: Notes = { focused: true, about: [], scroll: 0 };

export interface Model {
  readonly snapshot: Snapshot;
  readonly plan: Plan;
  readonly now: Instant;
  /** The time of day in ms since 1970. */
  readonly wall: number;
  /** Lamps that are lit right now. */
  readonly lamps: LampSet;
  /** Name of the phase that is shown: `one-finger`. */
  readonly phase: string;
  /** The phase is practice: shown so that the MC can explain it. */
  readonly practice: boolean;
  readonly notes: Notes;
}

/** The model at this moment, and what the screen's player makes of it. */
export interface Reading {
  readonly model: Model;
  readonly shown: Shown;
}

export function read(session: SessionView, player: Player, notes: Notes, wall: number): Reading {
  const snapshot = session.snapshot();
  const now = session.now();
  const { programme, stage, light } = snapshot;
  const powerLost = light.truth === 'power-lost';
  const { practice: practised } = snapshot;
  const playing = practised === undefined ? player : { ...player, practice: practised };
  const scene = { programme, stage, level: 'off', powerLost } as const;
  const shown = play(playing, scene, now);
  const phase = phaseShown(shown.player, scene, now);
  return {
    shown,
    model: {
      snapshot,
      plan: session.plan(),
      now,
      wall,
      lamps: snapshot.steady === true ? phase.signal.lamps : shown.lamps,
      phase: phase.name,
      practice: phase.practised,
      notes,
    },
  };
}

/** The model of a screen that has only just been switched on. */
export const readNew = (session: SessionView, wall: number, notes: Notes = NO_NOTES): Model =>
  read(session, NEW_PLAYER, notes, wall).model;

/** The lamps that the column has: blue is drawn where some score lights it. */
export function presentLamps({ programme }: Snapshot): LampSet {
  const used = programme.scores.flatMap(({ cues }) => cues.map(({ signal }) => signal.lamps));
  return used.some((set) => (set & LAMPS.blue) !== 0) ? FOUR_TIERS : THREE_TIERS;
}

/** The talk that is on or that standby waits for; none when the session is closed. */
export function currentEntry({ entries, programme, stage }: Snapshot): Entry | undefined {
  const current = currentOf(programme.talks, stage);
  return current && entries.find(({ id }) => id === current.id);
}

/** The talk that comes after the current one. */
export function nextEntry({ entries, programme, stage }: Snapshot): Entry | undefined {
  const next = currentOf(programme.talks, { ...stage, talk: stage.talk + 1 });
  return next && entries.find(({ id }) => id === next.id);
}

/** The clock that the screen shows: of the talk, or of the changeover. */
export interface ScreenClock extends Remaining {
  /** Allotted. */
  readonly of: Duration;
  /** Whether its seconds pass. */
  readonly going: boolean;
  /** Position in the talk or the changeover. */
  readonly position: Duration;
}

/** The clock of the stage; none before the first talk, and none when closed. */
export function clockOf(snapshot: Snapshot, now: Instant): ScreenClock | undefined {
  const { stage, changeover } = snapshot;
  const entry = currentEntry(snapshot);
  if (!entry || (stage.state === 'standby' && stage.anchor === null)) return undefined;
  const standby = stage.state === 'standby';
  const position = standby ? elapsedOf(stage, now) : positionOf(stage, now);
  const of = standby ? changeover : entry.length;
  return { ...remaining(position, of), of, position, going: stage.anchor !== null };
}

/** A talk is on, or some of the lineup is done and some to come. */
export function isUnfinished({ stage, entries }: Snapshot): boolean {
  if (stage.state === 'standby') return entries.some(({ status }) => DONE.has(status));
  return stage.state !== 'closed';
}

const DONE: ReadonlySet<string> = new Set<Entry['status']>(['ended', 'missed']);
