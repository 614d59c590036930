/** What the light had to show, rebuilt from the journal and from what the podium said by itself. */
import { NEW_PLAYER, adoptStage, play } from '../../protocol/player.ts';
import type { Programme } from '../../protocol/programme.ts';
import { STATE_SIGNALS, lampsAt, type LampSet } from '../../protocol/signal.ts';
import {
  OPENING,
  elapsedOf,
  step,
  type EventName,
  type Stage,
  type State,
} from '../../protocol/stage.ts';
import { duration, instant, seconds } from '../../protocol/time.ts';
import type { Said } from './hall.ts';
import type { Written } from './host.ts';

/** From a moment on, the stage that a light must show; anchors are in the time that really passed. */
export interface Segment {
  readonly from: number;
  readonly stage: Stage;
  readonly programme: Programme;
  /** The same stage in an edited programme: nothing begins anew. */
  readonly adopted: boolean;
}

/** A stage in the journal to which no step leads from the one before. */
export interface Jump {
  readonly at: number;
  readonly what: string;
}

export interface Truth {
  readonly segments: readonly Segment[];
  readonly jumps: readonly Jump[];
}

/** The lamps that may be lit from a moment on: one set, or more where the phase of a wink is unknown. */
export interface Lit {
  readonly from: number;
  readonly sets: readonly LampSet[];
}

interface StageFields {
  readonly state: State;
  readonly now: number;
  readonly elapsed: number | null;
  readonly granted: number;
  readonly amount?: number;
}

/** So far may the journal's own times contradict each other: a reset loses up to 60 ms. */
const CONTRADICTION = 70;

export function truthOf(lines: readonly Written[]): Truth {
  const jumps: Jump[] = [];
  let segments: Segment[] = [];
  let ideal: Stage = OPENING;
  for (const { line, at, programme } of lines) {
    if (!('state' in line && 'now' in line)) continue;
    const fields = line as unknown as StageFields;
    const told = stageAt(fields.state, fields.now, fields.elapsed, fields.granted, at);
    const event = line.type === 'stage' ? undefined : (line.type as EventName);
    const expected = event ? stepped(ideal, event, fields, at, programme) : ideal;
    const agrees = expected !== undefined && alike(expected, told, at);
    if (!agrees)
      jumps.push({
        at,
        what: `${line.type}: ${described(expected, at)} but ${described(told, at)}`,
      });
    const before = expected?.before ?? null;
    ideal = { ...(agrees ? expected : told), before, rev: ideal.rev + 1 };
    // What the podium did is told later than what the host did by itself, and it counts.
    segments = segments.filter(({ from }) => from < at);
    segments.push({ from: at, stage: ideal, programme, adopted: agrees && event === undefined });
  }
  return { segments, jumps };
}

/** The podium's own stages, by what it said at once. */
export function ownStages(said: readonly Said[], lines: readonly Written[]): Segment[] {
  return said.flatMap(({ push, at }, i) => {
    if (push.name !== 'stage') return [];
    const { state, talk, elapsed, granted } = push.values;
    const stage = stageAt(state, talk, elapsed, granted * 1000, at);
    const programme = lines.findLast(({ writtenAt }) => writtenAt <= at + 1000)?.programme;
    return programme ? [{ from: at, stage: { ...stage, rev: i }, programme, adopted: false }] : [];
  });
}

function stageAt(
  state: State,
  talk: number,
  elapsed: number | null,
  granted: number,
  at: number,
): Stage {
  const goes = elapsed !== null && state !== 'held';
  return {
    ...OPENING,
    state,
    talk,
    anchor: goes ? instant(at - elapsed) : null,
    banked: duration(goes ? 0 : (elapsed ?? 0)),
    granted: duration(granted),
  };
}

function stepped(
  stage: Stage,
  type: EventName,
  { amount }: StageFields,
  at: number,
  { talks }: Programme,
): Stage | undefined {
  const event = amount === undefined ? { type } : { type, amount: duration(amount) };
  const outcome = step({ ...stage, changed: null, moment: null }, event, instant(at), talks.length);
  return outcome.accepted ? outcome.stage : undefined;
}

function alike(a: Stage, b: Stage, at: number): boolean {
  return (
    a.state === b.state &&
    a.talk === b.talk &&
    a.granted === b.granted &&
    Math.abs(elapsedOf(a, instant(at)) - elapsedOf(b, instant(at))) <= CONTRADICTION
  );
}

const described = (stage: Stage | undefined, at: number): string =>
  stage
    ? `${stage.state} of ${String(stage.talk)} at ${String(Math.round(elapsedOf(stage, instant(at))))} ms`
    : 'refused';

/** The lamps of some segments until `end`. */
export function lampsOf(segments: readonly Segment[], end: number): Lit[] {
  const lit: Lit[] = [];
  let player = NEW_PLAYER;
  for (const [i, { from, stage, programme, adopted }] of segments.entries()) {
    const until = segments[i + 1]?.from ?? end;
    if (adopted) player = adoptStage(player, stage);
    const { state } = stage;
    for (let now: number | undefined = from; now !== undefined && now < until;) {
      const shown = play(player, { programme, stage, level: 'off' }, instant(now));
      player = shown.player;
      const free = state === 'held' || state === 'closed';
      lit.push({ from: now, sets: free ? winking(STATE_SIGNALS[state]) : [shown.lamps] });
      // A fraction of a ms that is lost in adding must not stop the time.
      now = free || shown.next === undefined ? undefined : Math.max(shown.next, now + 0.01);
    }
    // Whoever plays, plays before an event too: how far the talk had come counts.
    player = play(player, { programme, stage, level: 'off' }, instant(until)).player;
  }
  return lit;
}

/** Both sets of a signal that winks at unknown moments. */
export const winking = (signal: Parameters<typeof lampsAt>[0]): LampSet[] => [
  lampsAt(signal, duration(0)),
  lampsAt(signal, seconds(2)),
];
