/**
 * The stage: the state machine of a session. One table, a pure step that is given the time, and
 * anchors instead of counters: a position is always computed, never counted down.
 */
import {
  CLOCKS,
  EVENT_NAMES,
  MOVES,
  STATES,
  TABLE,
  type Cell,
  type EventName,
  type State,
} from './stage-table.ts';
import { duration, minutes, seconds, since, sum, type Duration, type Instant } from './time.ts';

export { CLOCKS, EVENT_NAMES, MOVES, STATES, TABLE, type Cell, type EventName, type State };

/** `go` is refused for so long after an accepted event, so that a doubled press cannot end a talk. */
export const GO_GUARD: Duration = seconds(2);
/** Grants come in steps of this, up to a total of `GRANT_LIMIT` either way. */
export const GRANT_STEP: Duration = seconds(30);
export const GRANT_LIMIT: Duration = minutes(60);
/** An event may be told so long after its moment: the line was lost, or nobody pressed in time. */
export const OLDEST_MOMENT: Duration = seconds(60);
/** What screens offer for a talk that began before anybody pressed start: so long ago. */
export const STARTED_AGO: readonly Duration[] = [seconds(10), seconds(20), seconds(30)];
/** The events that may carry the moment at which they happened. */
export const TIMED_EVENTS = ['start', 'hold', 'finish'] as const satisfies readonly EventName[];
export const isTimed = (event: EventName): boolean =>
  (TIMED_EVENTS as readonly EventName[]).includes(event);
/** A revision is 16 bits wide and starts again at 0. */
export const REV_MODULO = 65_536;

type Row = Readonly<Partial<Record<State, Cell>>>;

interface Anchors {
  readonly state: State;
  /** Index of the talk that is on, or that standby waits for; when closed, how many have been. */
  readonly talk: number;
  /** Since when the clock has been going, or null while it stands. */
  readonly anchor: Instant | null;
  /** What the clock had counted before the anchor. */
  readonly banked: Duration;
  readonly granted: Duration;
  /** The moment of the event, or of the put, that led here; null where none is known. */
  readonly moment: Instant | null;
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
  /** When it happened, on the clock of the stage, if that was before now. See TIMED_EVENTS. */
  readonly moment?: Instant;
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
  'moment',
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
  moment: null,
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
 * The stage after an event at `now`, or at its own moment, in a programme of `talks` talks; or why it
 * is refused, which changes nothing. The guard looks at `now` alone.
 */
export function step(stage: Stage, event: StageEvent, now: Instant, talks: number): Outcome {
  if (talks === 0) return refused('no-programme');
  if (event.rev !== undefined && event.rev !== stage.rev) return refused('stale');
  if (event.type === 'undo') return undo(stage, now);
  const row: Row = TABLE[event.type];
  const cell = row[stage.state];
  if (!cell) return refused('refused');
  if (event.type === 'go' && guarded(stage, now)) return refused('guard');
  const moment = event.moment ?? now;
  if (outOfReach(stage, moment, now)) return refused('moment');
  const talk = moved(cell.move, stage.talk, talks);
  if (talk < 0) return refused('first');
  const clock = turned(cell.clock, stage, event.amount, moment);
  if ('accepted' in clock) return clock;
  const to = cell.to === 'standby' && talk >= talks ? 'closed' : cell.to;
  return {
    accepted: true,
    stage: {
      ...clock,
      state: to,
      talk,
      moment,
      rev: nextRev(stage),
      changed: now,
      before: anchorsOf(stage),
    },
  };
}

/** Whether `go` would be refused at `now` because an event has only just been accepted. */
export const guarded = (stage: Stage, now: Instant): boolean =>
  stage.changed !== null && since(stage.changed, now) < GO_GUARD;

/** Whether a moment is to come, too long ago, or before what led to the stage as it is. */
const outOfReach = (stage: Anchors, moment: Instant, now: Instant): boolean =>
  moment > now ||
  since(moment, now) > OLDEST_MOMENT ||
  (stage.moment !== null && moment < stage.moment);

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

const anchorsOf = ({ state, talk, anchor, banked, granted, moment }: Stage): Anchors => ({
  state,
  talk,
  anchor,
  banked,
  granted,
  moment,
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
    moment: now,
    rev: nextRev(stage),
    changed: null,
    before: null,
  };
}

/** The same stage in an edited programme, where its talk has another index. Nothing to undo after it. */
export function adopt(stage: Stage, talk: number): Stage {
  return { ...stage, talk, rev: nextRev(stage), before: null };
}
