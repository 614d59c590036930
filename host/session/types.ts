/** What a session is to its screens: who keeps its time, what it shows, and what it can be asked. */
import type { DigitsSettings } from '../../protocol/digits.ts';
import type { EntryStatus } from '../../protocol/order.ts';
import type { MessageTo } from '../../protocol/message-texts.ts';
import type { Practice } from '../../protocol/player.ts';
import type { Programme } from '../../protocol/programme.ts';
import type { Refusal, Stage, StageEvent } from '../../protocol/stage.ts';
import type { Duration, Instant } from '../../protocol/time.ts';
import type { Talk } from '../lineup/lineup.ts';
import type { Measures } from './measures.ts';

/** Who plays: our firmware on a board or emulated, the host with a light that it plays, or with none. */
export type LightKind = 'podium' | 'virtual' | 'firmata' | 'tower' | 'none';

/** Where an event came from: the button on the box, or the one who sent it. */
export const SENDERS = [
  'button',
  'terminal',
  'web',
  'osc',
  'mqtt',
  'file',
  'autopilot',
  'restore',
] as const;
export type Sender = (typeof SENDERS)[number];

/** One talk of the lineup, with the identity that stays when the lineup is edited. */
export interface Entry {
  readonly id: number;
  readonly talk: Talk;
  /** Allotted length, from the talk, its rules or the session. */
  readonly length: Duration;
  /** Name of the rules. */
  readonly rules: string;
  readonly status: EntryStatus;
  /** How long it took, once it has ended, holds not counted. */
  readonly took?: Duration;
  /** What was granted by then, where anything was: for operators alone. */
  readonly granted?: Duration;
  /** That nobody came is played: this is a rehearsal. */
  readonly played?: boolean;
}

/** A talk as the roster holds it, with the identity that stays when the lineup is edited. */
export interface Item {
  readonly id: number;
  readonly talk: Talk;
}

/** How things stand with the light. */
export interface Light {
  readonly kind: LightKind;
  /** For people: `virtual podium`, `podium on /dev/ttyACM0`. */
  readonly name: string;
  /** False when it is out of reach; the session then goes on by the last known clock. */
  readonly reached: boolean;
  /** `estimated`: reset in mid-talk and not yet put right; `power-lost`: it shows so. */
  readonly truth: 'sure' | 'estimated' | 'power-lost';
  /** The digits on it, where it has some, and what they are set to tell. */
  readonly digits?: DigitsSettings | undefined;
}

/** What the operator tells the speaker or the room, in at most LONGEST_MESSAGE characters; an empty text takes it away. */
export interface Message {
  readonly to: MessageTo;
  readonly text: string;
}

export type MessagesShown = Readonly<Partial<Record<MessageTo, string>>>;

/** Everything a screen needs. A new object at each change; positions are computed from `now`. */
export interface Snapshot {
  readonly name: string | undefined;
  readonly entries: readonly Entry[];
  readonly stage: Stage;
  readonly programme: Programme;
  readonly light: Light;
  readonly muted: boolean;
  /** Nothing blinks in this session, on any screen and in no talk. */
  readonly steady?: boolean | undefined;
  /** Allotted changeover. */
  readonly changeover: Duration;
  /** When the first talk is planned to start, in ms since 1970. */
  readonly start?: number | undefined;
  /** The hour at which the room must be free, in ms since 1970. */
  readonly until: number | undefined;
  /** What operators must know: the journal cannot be written, the light is out of reach. */
  readonly warnings: readonly string[];
  /** The computer slept in this talk: it may be held from then instead. */
  readonly slept?: boolean | undefined;
  /** The last thing that operators were told and that is no event; each has another number. */
  readonly notice?: { readonly number: number; readonly text: string } | undefined;
  /** What screens tell the speaker and the room now. */
  readonly messages: MessagesShown;
  /** What the lineup file, saved since it was read, would change: `1 added, 1 moved`. */
  readonly offer?: string | undefined;
  /** What is practised now, so that other screens show it as well. */
  readonly practice?: Practice | undefined;
  /** How fast the session's clock runs against real time; 1 where it is left out. */
  readonly speed?: number | undefined;
  /** Whether the last thing that happened, a press or an edit, can be taken back. */
  readonly undo: boolean;
  /** What the last undo took back. */
  readonly undone?: UndoneWords | undefined;
}

/** What an undo took back: `Finish. Ada is on again.` Another object each time. */
export interface UndoneWords {
  readonly text: string;
}

/** Wall-clock times are ms since 1970. */
export interface PlannedTalk {
  readonly id: number;
  readonly start: number;
  readonly end: number;
  /** Whether it ends before the room must be free; true where no hour was given. */
  readonly fits: boolean;
}

export interface Plan {
  /** The talk that is on and those to come, in order. */
  readonly talks: readonly PlannedTalk[];
  /** Expected end of the session. */
  readonly end: number;
  /** Expected end against the end as planned at the first start: positive is behind. */
  readonly behind: Duration | undefined;
  /** How many of the talks to come do not fit before `until`. */
  readonly over: number;
}

/** An answer to whoever pressed: the new revision, or a sentence that says why not. */
export type Answer =
  | {
      readonly ok: true;
      readonly rev: number;
      /** What came of it, where the press alone does not say that: what an undo took back. */
      readonly sentence?: string;
    }
  | {
      readonly ok: false;
      readonly code: Refusal | 'busy' | 'edit' | 'text';
      readonly sentence: string;
    };

/** A change of the lineup while the session runs. Talks are named by the ids of their entries. */
export type Edit =
  | { readonly type: 'later' }
  | { readonly type: 'add'; readonly talk: Talk; readonly next?: boolean }
  | { readonly type: 'move'; readonly id: number; readonly before: number | null }
  | { readonly type: 'swap'; readonly id: number; readonly with: number }
  /** Calls a talk that was missed, or left out by the organisers, to be the next. */
  | { readonly type: 'call'; readonly id: number }
  | { readonly type: 'remove'; readonly id: number }
  | { readonly type: 'change'; readonly id: number; readonly talk: Partial<Talk> }
  /** A whole list at the end, or in place of what is still to come. Its rules are presets. */
  | { readonly type: 'paste'; readonly talks: readonly Talk[]; readonly replace: boolean };

export interface Press extends Omit<StageEvent, 'moment'> {
  readonly by: Sender;
  /**
   * How long ago it happened, in ms of the session's clock: "started 20 s ago". For start, hold and
   * finish, at most OLDEST_MOMENT; refused (`moment`) where something has happened since. Without it
   * these three count from the moment at which they are asked of the session, however late they get to
   * a podium. It is journalled, and undo takes the whole of it back.
   */
  readonly ago?: Duration | undefined;
  /** A retry with the same id gets the first answer. */
  readonly request?: string;
}

/** The four signals that an MC explains: one finger, two fingers, applause, overtime. */
export type PracticeNumber = 1 | 2 | 3 | 4;

/** What screens use of a session. `now` is the session's clock, on which the stage's anchors lie. */
export interface SessionView {
  snapshot(): Snapshot;
  now(): Instant;
  /** The plan as it stands at `now`. */
  plan(): Plan;
  act(press: Press): Promise<Answer>;
  edit(edit: Edit, rev: number | undefined, by: Sender, request?: string): Promise<Answer>;
  /** Takes what the saved lineup file offers. */
  takeOffer(by: Sender, request?: string): Promise<Answer>;
  practise(number: PracticeNumber): Promise<Answer>;
  /** Holds the talk as it was when the computer fell asleep, while `slept` is true. */
  holdFromSleep(): Promise<Answer>;
  mute(on: boolean, request?: string): Promise<Answer>;
  /** Shows a message until the next start or finish; refused (`text`) where it is too long or no line of text. */
  message(message: Message, by: Sender, request?: string): Promise<Answer>;
  /** The answer to a request that was made before; undefined where it is new. */
  answered(request: string | undefined): Promise<Answer> | undefined;
  /** The first answer to a request id, or that of `run`: also across a restart, where it was journalled. */
  once(request: string | undefined, run: () => Promise<Answer>): Promise<Answer>;
  /** Tells operators of something until it is over, which `undefined` says; `of` names what it is about. */
  warn(of: string, sentence: string | undefined): void;
  /** Tells operators something once. */
  notice(text: string): void;
  /** What was counted since this program began, and how journal and clock are now. */
  readonly measures: () => Measures;
  /** Presses the button of a virtual podium for so long; absent with any other light. */
  readonly pressButton?: ((length: Duration) => void) | undefined;
  /** Called after each change of the snapshot; gives the function that stops it. */
  onChange(listener: () => void): () => void;
}
