/**
 * Follows a podium's stage: reads its log entry by entry and takes the same steps, so that the host
 * knows every event and every cue with the podium's own time, whoever caused it.
 */
import type { ReplyValues } from '../../protocol/codec.ts';
import { OPENING, positionOf, step, type EventName, type Stage } from '../../protocol/stage.ts';
import { duration, instant, seconds, type Instant } from '../../protocol/time.ts';
import { cameTo } from '../session/happening.ts';
import type { Happening } from '../session/timekeeper.ts';
import { isAhead, isEvent, type LogEntry } from './podium-log.ts';

export interface FollowedLog {
  readonly stage: Stage;
  readonly happenings: readonly Happening[];
  /** False where the entries lead to no stage that is known: it must be asked for. */
  readonly sure: boolean;
}

/**
 * Takes the steps that the entries tell, in a programme of `talks` talks. `mine`: revisions that this
 * host's own requests led to; the button made the others.
 */
export function followLog(
  from: Stage,
  entries: readonly LogEntry[],
  talks: number,
  mine: ReadonlySet<number>,
): FollowedLog {
  let stage = from;
  const happenings: Happening[] = [];
  // The podium lights its lamps first: the cues of a new stage come before the event that led to it.
  let early: LogEntry[] = [];
  for (const entry of entries) {
    if (entry.kind === 'boot') continue;
    if (entry.kind === 'cue') {
      if (entry.rev === stage.rev) happenings.push(cueHappening(stage, entry));
      else early.push(entry);
      continue;
    }
    // The stage was asked for after this.
    if (!isAhead(entry.rev, stage.rev)) continue;
    const event = isEvent(entry.kind)
      ? followEvent(stage, entry.kind, entry, talks, mine)
      : undefined;
    if (!event) return { stage, happenings, sure: false };
    happenings.push(event);
    stage = event.stage;
    const { rev } = stage;
    const now = early.filter((cue) => cue.rev === rev);
    happenings.push(...now.map((cue) => cueHappening(event.stage, cue)));
    early = [];
  }
  return { stage, happenings, sure: true };
}

function cueHappening(stage: Stage, { talk, value, clock }: LogEntry): Happening {
  const at = instant(clock);
  const changeover = stage.state === 'standby';
  return { kind: 'cue', talk, changeover, cue: value, position: positionOf(stage, at), at };
}

function followEvent(
  from: Stage,
  kind: EventName,
  { rev, talk, clock, value }: LogEntry,
  talks: number,
  mine: ReadonlySet<number>,
): Extract<Happening, { kind: 'event' }> | undefined {
  const at = instant(clock);
  const amount = kind === 'grant' ? { amount: seconds(value) } : {};
  // The podium has judged guard, revision and moment already; here its clock may be fitted anew, and a
  // stage that was set at the start of this program is later than what its log tells of before.
  const known = { ...from, changed: null, moment: null };
  const outcome = step(known, { type: kind, ...amount }, at, talks);
  if (!outcome.accepted) return undefined;
  const { stage } = outcome;
  if (stage.rev !== rev || stage.talk !== talk) return undefined;
  const type = cameTo(kind, from.state);
  return { kind: 'event', type, ...amount, at, from, stage, button: !mine.has(rev) };
}

/**
 * The stage as the podium tells it; `now` is its clock as the session counts. What undo would bring
 * back is unknown.
 */
export function stageFrom(values: ReplyValues<'stage'>, now: Instant): Stage {
  const { rev, state, talk, elapsed, granted } = values;
  const goes = elapsed !== null && state !== 'held';
  return {
    ...OPENING,
    rev,
    state,
    talk,
    anchor: goes ? instant(now - elapsed) : null,
    banked: duration(goes ? 0 : (elapsed ?? 0)),
    granted: seconds(granted),
  };
}
