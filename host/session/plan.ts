/** The plan of a session: when each talk begins and ends, in wall-clock time, and which talks fit. */
import { elapsedOf, positionOf, type Stage } from '../../protocol/stage.ts';
import { duration, type Duration, type Instant } from '../../protocol/time.ts';
import type { Entry, Plan, PlannedTalk } from './types.ts';

export interface PlanInput {
  readonly entries: readonly Entry[];
  readonly stage: Stage;
  readonly now: Instant;
  /** The wall clock at `now`. */
  readonly wall: number;
  readonly changeover: Duration;
  /** When the first talk is planned to start; until then the plan waits for it. */
  readonly start?: number | undefined;
  readonly until?: number | undefined;
  /** The session's first start, on its clock, or undefined before it. */
  readonly began?: Instant | undefined;
}

/** Computes the plan from where the session stands; nothing is counted down or remembered. */
export function planOf(input: PlanInput): Plan {
  const { entries, stage, changeover, until, began } = input;
  const to = entries.filter(({ status }) => ['on', 'next', 'waiting'].includes(status));
  let at = input.wall;
  const talks = to.map((entry): PlannedTalk => {
    const start = at + waitBefore(entry, input);
    const end = start + leftOf(entry, input);
    at = end;
    return { id: entry.id, start, end, fits: until === undefined || end <= until };
  });
  const closed = stage.state === 'closed';
  // What was added since it closed is not part of what it came to.
  const given = entries.filter(
    ({ talk, status }) => talk.skip !== true && !(closed && status === 'waiting'),
  );
  const lengths = given.reduce((total, { length }) => total + length, 0);
  const planned = lengths + Math.max(0, given.length - 1) * changeover;
  // A closed session ended when its last talk did.
  const end = closed ? input.wall - elapsedOf(stage, input.now) : at;
  return {
    talks,
    end,
    // By the session's clock alone: it is the same whatever becomes of the time of day.
    behind:
      began === undefined ? undefined : duration(end - input.wall + (input.now - began) - planned),
    over: talks.filter(({ fits }) => !fits).length,
  };
}

function waitBefore(entry: Entry, input: PlanInput): number {
  const { stage, now, changeover, start, wall } = input;
  if (entry.status === 'on') return 0;
  if (entry.status === 'waiting') return changeover;
  if (stage.anchor === null) return Math.max(0, (start ?? wall) - wall);
  return Math.max(0, changeover - elapsedOf(stage, now));
}

const leftOf = (entry: Entry, { stage, now }: PlanInput): number =>
  entry.status === 'on' ? Math.max(0, entry.length - positionOf(stage, now)) : entry.length;
