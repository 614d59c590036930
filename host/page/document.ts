/** What the server tells a page: one document for each kind of reader, then the keys that change. */
import type { DigitsSettings } from '../../protocol/digits.ts';
import type { EntryStatus } from '../../protocol/order.ts';
import type { MessageTo } from '../../protocol/message-texts.ts';
import type { Practice } from '../../protocol/player.ts';
import type { Score } from '../../protocol/score.ts';
import type { State } from '../../protocol/stage.ts';
import type { DayForm } from '../../protocol/time-of-day.ts';

/** The stage as pages need it: what was granted is folded into `banked`. Times in ms of the session's clock. */
export interface StageDocument {
  readonly state: State;
  /** Index into `talks`. */
  readonly talk: number;
  readonly anchor: number | null;
  readonly banked: number;
}

export interface TalkDocument {
  readonly id: number;
  readonly speaker: string;
  readonly title: string;
}

/** What any stream's document has: whose clock its times are of. */
export interface ClockDocument {
  /** Names the clock; another name means that times cannot be compared. */
  readonly clock: string;
  /** How fast it runs; 1 but in rehearsals. */
  readonly speed: number;
  readonly rev: number;
}

/** What anybody may read: no notes, profiles or grants, and of the scores only those that play now. */
export interface PublicDocument extends ClockDocument {
  readonly name: string | null;
  readonly stage: StageDocument;
  readonly talks: readonly TalkDocument[];
  /** The changeover's score and the talk's, with the profile of that talk worked in. */
  readonly scores: readonly Score[];
  /** Allotted length of the talk that is on or next, and of the changeover. */
  readonly length: number;
  readonly changeover: number;
  readonly light: LightDocument;
  readonly muted: boolean;
  readonly practice: Practice | null;
  /** What the operator tells the speaker and the room. */
  readonly messages: Readonly<Partial<Record<MessageTo, string>>>;
  /** No blinking on any screen of this session. */
  readonly steady?: boolean;
  /** When the session is to begin, in ms since 1970, where that was said. */
  readonly start?: number;
}

export interface LightDocument {
  readonly name: string;
  readonly reached: boolean;
  readonly truth: 'sure' | 'estimated' | 'power-lost';
  /** The digits on it, where it has some. */
  readonly digits?: DigitsSettings;
}

/** One talk as operators see it. Lengths in ms. */
export interface EntryDocument extends TalkDocument {
  readonly length: number;
  readonly rules: string;
  readonly status: EntryStatus;
  readonly took?: number;
  /** What was granted, where anything was. */
  readonly granted?: number;
  /** That nobody came is played: this is a rehearsal. */
  readonly played?: boolean;
  readonly notes?: string;
  readonly sayAs?: string;
  readonly pronouns?: string;
  readonly silent?: boolean;
  readonly noFlash?: boolean;
  readonly skip?: boolean;
}

export interface PlanDocument {
  /** Wall-clock times in ms since 1970. */
  readonly end: number;
  readonly until: number | null;
  readonly behind: number | null;
  /** How many talks do not fit before `until`. */
  readonly over: number;
}

/** What a reader with the token gets on top. */
export interface OperatorDocument extends PublicDocument {
  readonly granted: number;
  /** When the last event was accepted, on the session's clock; null where it was put somewhere since. */
  readonly changed: number | null;
  readonly undo: boolean;
  readonly entries: readonly EntryDocument[];
  readonly plan: PlanDocument;
  /** How the host's computer tells the time of day. */
  readonly day: DayForm;
  /** What the saved lineup file would change; null for nothing. */
  readonly offer: string | null;
  readonly warnings: readonly string[];
  /** The host's computer slept in this talk, which may be held from then instead. */
  readonly slept: boolean;
}

/** Answer of `GET /api/time`. */
export interface TimeDocument {
  readonly clock: string;
  readonly now: number;
  readonly rev: number;
}

/** The first event of a stream has the whole document and the time at which it was sent. */
export type FirstEvent<D extends ClockDocument> = D & { readonly now: number };

/** Answer of `GET /api/report`: what is drawn, as a tree. */
export type DrawnContent = string | DrawnElement;

export interface DrawnElement {
  readonly tag: string;
  readonly attributes: Readonly<Record<string, string>>;
  readonly content: readonly DrawnContent[];
}

/** How a room is heard: `waiting` has said nothing since we listen, `stale` is silent though it did not take leave. */
export type RoomConnection = 'live' | 'waiting' | 'stale' | 'offline' | 'ended';

/** A room among others. */
export interface RoomDocument {
  readonly id: string;
  readonly name: string;
  readonly connection: RoomConnection;
  /** When it was heard last, by the clock of `rooms`; null if never. */
  readonly heard: number | null;
  /** What the room's clock has more than `speed` times that of `rooms`; null while it is not known. */
  readonly shift: number | null;
  /** The talk that is on or next, and the one after it, alone. */
  readonly session: PublicDocument | null;
  /** How far behind its plan it was at `at` of its own clock, in ms. */
  readonly behind: number | null;
  readonly at: number;
  /** Whether it takes commands; taken for granted where it does not say. */
  readonly commands: boolean;
  /** When the talk that is on is to end, in ms since 1970; null where none runs. */
  readonly ends: number | null;
  /** From when on it is known to be in this talk and state, by its own clock. */
  readonly since: number;
}

/** All rooms of an event: besides these keys one for each room, `room:ID`. */
export interface RoomsDocument extends ClockDocument {
  readonly event: string;
  /** What is wrong with the broker; null if nothing is. */
  readonly trouble: string | null;
  /** Whether rooms may be pressed from here. */
  readonly control: boolean;
  readonly [room: `room:${string}`]: RoomDocument;
}

/** Answer to `POST /api/paste` without `take`: what was understood of a list, of which nothing is taken yet. */
export interface PasteDocument {
  readonly ok: true;
  readonly rev: number;
  readonly talks: readonly PastedTalkDocument[];
  /** Sentences about what was guessed or left out. */
  readonly doubts: readonly string[];
  /** How many talks of the lineup are still to come. */
  readonly toCome: number;
}

export interface PastedTalkDocument {
  readonly speaker: string;
  readonly title: string;
  /** In ms, where the list says so. */
  readonly length: number | null;
  /** Whether it is in the lineup already; `been`: it has been given, was missed, or is on. */
  readonly here: 'no' | 'to-come' | 'been';
}

/** Answer to a press. */
export type AnswerDocument =
  | {
      readonly ok: true;
      readonly rev: number;
      /** What came of it, where the press alone does not say that. */
      readonly sentence?: string;
    }
  | {
      readonly ok: false;
      readonly code: string;
      readonly sentence: string;
      /** Which field of a talk it is about. */
      readonly field?: string;
    };
