/**
 * The stage: the state machine of a session. One table, a pure step that is given the time, and
 * anchors instead of counters: a position is always computed, never counted down.
 */
import { duration, minutes, seconds, since, sum, type Duration, type Instant } from './time.ts';

export const STATES = ['standby', 'running', 'held', 'closed'] as const;
export type State = (typeof STATES)[number];

export const EVENT_NAMES = [
  'start',
  'hold',
  'finish',
  'skip',
  'back',
  'grant',
  'reopen',
  'undo',
  'go',
] as const;
export type EventName = (typeof EVENT_NAMES)[number];

/** Which talk an accepted event leads to. `next` after the last talk closes the stage. */
export const MOVES = ['same', 'next', 'previous', 'again'] as const;
/** What becomes of the clock. `keep`: goes on or stands, as it was. */
export const CLOCKS = ['keep', 'zero', 'go-on', 'stop', 'grant'] as const;

export interface Cell {
  readonly to: State;
  readonly move: (typeof MOVES)[number];
  readonly clock: (typeof CLOCKS)[number];
}

const start: Cell = { to: 'running', move: 'same', clock: 'zero' };
const goOn: Cell = { to: 'running', move: 'same', clock: 'go-on' };
const hold: Cell = { to: 'held', move: 'same', clock: 'stop' };
const finish: Cell = { to: 'standby', move: 'next', clock: 'zero' };
const skip: Cell = { to: 'standby', move: 'next', clock: 'keep' };
const toPrevious: Cell = { to: 'standby', move: 'previous', clock: 'zero' };
const falseStart: Cell = { to: 'standby', move: 'same', clock: 'zero' };
const reopen: Cell = { to: 'standby', move: 'again', clock: 'zero' };
const grantIn = (to: State): Cell => ({ to, move: 'same', clock: 'grant' });

type Row = Readonly<Partial<Record<State, Cell>>>;

/** The table. A cell that is missing refuses. `undo` has no cells: it brings the stage before back. */
export const TABLE = {
  start: { standby: start, held: goOn },
  hold: { running: hold },
  finish: { running: finish, held: finish },
  skip: { standby: skip },
  back: { standby: toPrevious, running: falseStart, held: falseStart, closed: toPrevious },
  grant: { running: grantIn('running'), held: grantIn('held') },
  reopen: { closed: reopen },
  go: { standby: start, running: finish, held: goOn },
} as const satisfies Readonly<Record<Exclude<EventName, 'undo'>, Row>>;

/** `go` is refused for so long after an accepted event, so that a doubled press cannot end a talk. */
export const GO_GUARD: Duration = seconds(2);
/** Grants come in steps of this, up to a total of `GRANT_LIMIT` either way. */
export const GRANT_STEP: Duration = seconds(30);
export const GRANT_LIMIT: Duration = minutes(60);
/** A revision is 16 bits wide and starts again at 0. */
export const REV_MODULO = 65_536;

interface Anchors {
  readonly state: State;
  /** Index of the talk that is on, or that standby waits for; when closed, how many have been. */
  readonly talk: number;
  /** Since when the clock has been going, or null while it stands. */
  readonly anchor: Instant | null;
  /** What the clock had counted before the anchor. */
  readonly banked: Duration;
  readonly granted: Duration;
}

export interface Stage extends Anchors {
  readonly rev: number;
  /** When the last event was accepted, for the guard; null before the first. */
  readonly changed: Instant | null;
  /** What `undo` brings back, or null when there is nothing to undo. */
  readonly before: Anchors | null;
}

export interface StageEvent {
  readonly type: EventName;
  /** For `grant` only. */
  readonly amount?: Duration;
  /** The revision that the sender saw; left out, it is not checked. */
  readonly rev?: number;
}

/** Why an event was refused. The words are the error codes of the wire. */
export const REFUSALS = [
  'refused',
  'stale',
  'guard',
  'first',
  'nothing',
  'amount',
  'limit',
  'no-programme',
] as const;
export type Refusal = (typeof REFUSALS)[number];

export type Outcome =
  | { readonly accepted: true; readonly stage: Stage }
  | { readonly accepted: false; readonly reason: Refusal };

/** Before the first talk: standby, and no changeover clock. */
export const OPENING: Stage = {
  state: 'standby',
  talk: 0,
  anchor: null,
  banked: duration(0),
  granted: duration(0),
  rev: 0,
  changed: null,
  before: null,
};

const refused = (reason: Refusal): Outcome => ({ accepted: false, reason });
const nextRev = (stage: Stage): number => (stage.rev + 1) % REV_MODULO;

/** Where the clock is: elapsed time less what was granted. Negative after a grant early in a talk. */
export function positionOf(stage: Anchors, now: Instant): Duration {
  return duration(elapsedOf(stage, now) - stage.granted);
}

/** What the clock has counted, whatever was granted. */
export function elapsedOf(stage: Anchors, now: Instant): Duration {
  return stage.anchor === null ? stage.banked : sum(stage.banked, since(stage.anchor, now));
}

/**
 * The stage after an event at `now`, in a programme of `talks` talks; or why it is refused, which
 * changes nothing.
 */
export function step(stage: Stage, event: StageEvent, now: Instant, talks: number): Outcome {
  if (talks === 0) return refused('no-programme');
  if (event.rev !== undefined && event.rev !== stage.rev) return refused('stale');
  if (event.type === 'undo') return undo(stage, now);
  const row: Row = TABLE[event.type];
  const cell = row[stage.state];
  if (!cell) return refused('refused');
  if (event.type === 'go' && guarded(stage, now)) return refused('guard');
  const talk = moved(cell.move, stage.talk, talks);
  if (talk < 0) return refused('first');
  const clock = turned(cell.clock, stage, event.amount, now);
  if ('accepted' in clock) return clock;
  const to = cell.to === 'standby' && talk >= talks ? 'closed' : cell.to;
  return {
    accepted: true,
    stage: {
      ...clock,
      state: to,
      talk,
      rev: nextRev(stage),
      changed: now,
      before: anchorsOf(stage),
    },
  };
}

/** Whether `go` would be refused at `now` because an event has only just been accepted. */
export const guarded = (stage: Stage, now: Instant): boolean =>
  stage.changed !== null && since(stage.changed, now) < GO_GUARD;

function undo(stage: Stage, now: Instant): Outcome {
  if (!stage.before) return refused('nothing');
  return {
    accepted: true,
    stage: { ...stage.before, rev: nextRev(stage), changed: now, before: null },
  };
}

function moved(move: Cell['move'], talk: number, talks: number): number {
  if (move === 'next') return talk + 1;
  if (move === 'previous') return Math.min(talk, talks) - 1;
  if (move === 'again') return talk < talks ? talk : 0;
  return talk;
}

type Clock = Pick<Anchors, 'anchor' | 'banked' | 'granted'>;

function turned(
  clock: Cell['clock'],
  stage: Stage,
  amount: Duration | undefined,
  now: Instant,
): Clock | Outcome {
  const { anchor, banked, granted } = stage;
  switch (clock) {
    case 'zero':
      return { anchor: now, banked: duration(0), granted: duration(0) };
    case 'go-on':
      return { anchor: now, banked, granted };
    case 'stop':
      return { anchor: null, banked: elapsedOf(stage, now), granted };
    case 'grant':
      return grantedMore(stage, amount);
    case 'keep':
      return { anchor, banked, granted };
  }
}

function grantedMore(stage: Stage, amount: Duration | undefined): Clock | Outcome {
  if (!amount || amount % GRANT_STEP !== 0) return refused('amount');
  const granted = sum(stage.granted, amount);
  if (Math.abs(granted) > GRANT_LIMIT) return refused('limit');
  return { anchor: stage.anchor, banked: stage.banked, granted };
}

const anchorsOf = ({ state, talk, anchor, banked, granted }: Stage): Anchors => ({
  state,
  talk,
  anchor,
  banked,
  granted,
});

/** What `put` sets. `elapsed` is null for a standby that has no changeover clock. */
export interface Placement {
  readonly state: State;
  readonly talk: number;
  readonly elapsed: Duration | null;
  readonly granted: Duration;
}

/** Puts the stage somewhere in one step, which is how a host restores it. Nothing to undo after it. */
export function put(stage: Stage, place: Placement, now: Instant): Stage {
  const stands = place.elapsed === null || place.state === 'held';
  return {
    state: place.state,
    talk: place.talk,
    anchor: stands ? null : now,
    banked: place.elapsed ?? duration(0),
    granted: place.granted,
    rev: nextRev(stage),
    changed: null,
    before: null,
  };
}

/** The same stage in an edited programme, where its talk has another index. Nothing to undo after it. */
export function adopt(stage: Stage, talk: number): Stage {
  return { ...stage, talk, rev: nextRev(stage), before: null };
}
