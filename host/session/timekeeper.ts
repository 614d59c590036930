/** A timekeeper owns or follows the session's clock and stage: the podium's, or the host's own. */
import type { Programme } from '../../protocol/programme.ts';
import type {
  EventName,
  Outcome,
  Placement,
  Refusal,
  Stage,
  StageEvent,
} from '../../protocol/stage.ts';
import type { Duration, Instant } from '../../protocol/time.ts';
import { Problem } from '../system/problem.ts';
import type { ClockError } from './measures.ts';
import type { Item } from './types.ts';
import type { Light } from './types.ts';

/** The timekeeper did not take a programme: it keeps the old one whole. */
export class RefusedByTimekeeper extends Problem {}

/** It has no room for the programme: `message` says what is too much. */
export class TooLarge extends RefusedByTimekeeper {}

/** What a timekeeper tells, in the order in which it happened; instants are the session clock's. */
export type Happening =
  | {
      readonly kind: 'event';
      /** Never `go`: what it came to. */
      readonly type: Exclude<EventName, 'go'>;
      readonly amount?: Duration;
      readonly at: Instant;
      readonly from: Stage;
      readonly stage: Stage;
      /** Pressed on the box, not sent by this host. */
      readonly button: boolean;
    }
  | {
      readonly kind: 'refused';
      readonly type: EventName;
      readonly reason: Refusal;
      readonly at: Instant;
    }
  | {
      readonly kind: 'cue';
      readonly talk: number;
      readonly changeover: boolean;
      readonly cue: number;
      /** Position at which it was shown. */
      readonly position: Duration;
      readonly at: Instant;
    }
  /** The stage was put somewhere, or a new programme is in force. */
  | { readonly kind: 'stage' }
  /** The light came within reach or out of it, or knows more or less than before. */
  | { readonly kind: 'light'; readonly text: string };

export type EventHappening = Extract<Happening, { kind: 'event' }>;

/** Where an older session that goes on had come to, by its journal. */
export interface Resume {
  /** Where the stage is now, the time that passed counted in. */
  place(): Placement;
  /** How many cues of that talk were shown already: in overtime they do not alarm again. */
  readonly shown?: number;
  /** The last revision that anybody was told. */
  readonly rev: number;
  /** The podium when the journal last heard of it: it may have gone on without the host. */
  readonly podium: KnownPodium | undefined;
  /** Events that the host accepted by itself since then. */
  readonly alone: readonly EventName[];
}

export interface KnownPodium {
  /** Number of its boot, and the stage's revision. */
  readonly boot: number;
  readonly rev: number;
  /** The lineup that it held: edits that were made out of its reach are not in it. */
  readonly items: readonly Item[];
  /** Where the stage would be now if nothing happened since. */
  place(): Placement;
  /** How long ago the journal heard of it last, in ms. */
  heardAgo(): number;
}

export interface Timekeeper {
  readonly stage: Stage;
  readonly programme: Programme;
  readonly light: Light;
  /** Number of the podium's boot, where there is a podium. */
  readonly boot?: number | undefined;
  /** Where there is a podium. */
  readonly clockError?: ClockError | undefined;
  /** The correction that a podium has stored for its clock, in ppm. */
  readonly trim?: number | undefined;
  now(): Instant;
  /** Resolves after its happenings were told. */
  act(event: StageEvent): Promise<Outcome>;
  /**
   * Puts an edited programme in force; `talk` is the index in it of the talk where the stage is. Rejects
   * with RefusedByTimekeeper where something else happened first.
   */
  load(programme: Programme, talk: number): Promise<void>;
  put(place: Placement): Promise<void>;
  /** False where it cannot be shown now. */
  practise(score: number, cue: number, length: Duration): Promise<boolean>;
  mute(on: boolean): Promise<void>;
  /** One listener: the session. */
  listen(listener: (happening: Happening) => void): void;
  /** How often its clock has jumped: a moment from before a jump means nothing after it. */
  readonly jumps?: number;
  /** The computer slept, and its clock was set ahead by that. */
  woke?(): void;
  /** Resolves when its clock is known again after that. */
  awake?(): Promise<void>;
  close(): Promise<void>;
}
