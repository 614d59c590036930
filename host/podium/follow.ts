/**
 * Follows a podium's stage: reads its log entry by entry and takes the same steps, so that the host
 * knows every event and every cue with the podium's own time, whoever caused it.
 */
import type { ReplyValues } from '../../protocol/codec.ts';
import {
  EVENT_NAMES,
  OPENING,
  positionOf,
  step,
  type EventName,
  type Stage,
} from '../../protocol/stage.ts';
import { duration, instant, seconds } from '../../protocol/time.ts';
import { cameTo } from '../session/happening.ts';
import type { Happening } from '../session/timekeeper.ts';

type Entry = ReplyValues<'log'>;

/** What following an entry gives: what happened, or that the stage must be asked for. */
export type Followed = { readonly stage: Stage; readonly happening: Happening } | 'ask' | 'nothing';

const isEvent = (kind: Entry['kind']): kind is EventName =>
  (EVENT_NAMES as readonly string[]).includes(kind);

/** `mine`: revisions that this host's own requests led to; the button made the others. */
export function followEntry(
  from: Stage,
  entry: Entry,
  talks: number,
  mine: ReadonlySet<number>,
): Followed {
  const { kind, rev, talk, clock, value } = entry;
  const at = instant(clock);
  if (kind === 'cue') {
    const changeover = from.state === 'standby';
    const position = positionOf(from, at);
    return { stage: from, happening: { kind: 'cue', talk, changeover, cue: value, position, at } };
  }
  if (!isEvent(kind)) return kind === 'boot' ? 'nothing' : 'ask';
  const amount = kind === 'grant' ? { amount: seconds(value) } : {};
  // The podium has applied the guard and the revision check already.
  const outcome = step({ ...from, changed: null }, { type: kind, ...amount }, at, talks);
  if (!outcome.accepted || outcome.stage.rev !== rev) return 'ask';
  const { stage } = outcome;
  const type = cameTo(kind, from.state);
  return {
    stage,
    happening: { kind: 'event', type, ...amount, at, from, stage, button: !mine.has(rev) },
  };
}

/** The stage as the podium tells it, on the podium's clock. What undo would bring back is unknown. */
export function stageFrom(values: ReplyValues<'stage'>): Stage {
  const { rev, state, talk, clock, elapsed, granted } = values;
  const goes = elapsed !== null && state !== 'held';
  return {
    ...OPENING,
    rev,
    state,
    talk,
    anchor: goes ? instant(clock - elapsed) : null,
    banked: duration(goes ? 0 : (elapsed ?? 0)),
    granted: seconds(granted),
  };
}
