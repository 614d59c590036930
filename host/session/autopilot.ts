/** Runs a session by itself: starts each talk when its changeover is over, and finishes it. */
import { elapsedOf, type Stage } from '../../protocol/stage.ts';
import { after, duration, type Duration } from '../../protocol/time.ts';
import type { Clock } from '../system/host-clock.ts';
import type { SessionView } from './types.ts';

/** How one talk of a rehearsal goes. */
export interface Course {
  readonly changeover: Duration;
  readonly took: Duration;
  readonly missed?: boolean;
}

/**
 * `clock` runs as fast as the session's own. Calls `closed` when the stage is. Gives the function that
 * stops it.
 */
export function autopilot(
  session: SessionView,
  clock: Clock,
  courseOf: (talk: number) => Course,
  closed: () => void,
): () => void {
  let cancel = (): void => undefined;
  let planned: number | undefined;
  const plan = (): void => {
    const { stage } = session.snapshot();
    if (stage.rev === planned) return;
    planned = stage.rev;
    cancel();
    if (stage.state === 'closed') {
      closed();
      return;
    }
    const due = dueIn(stage, courseOf(stage.talk));
    if (due === undefined) return;
    const wait = duration(due.wait - elapsedOf(stage, session.now()));
    cancel = clock.at(after(clock.now(), wait), () => {
      void session.act({ type: due.type, rev: stage.rev, by: 'autopilot' });
    });
  };
  const stop = session.onChange(plan);
  plan();
  return () => {
    stop();
    cancel();
  };
}

function dueIn(
  stage: Stage,
  course: Course,
): { readonly type: 'start' | 'finish' | 'skip'; readonly wait: Duration } | undefined {
  if (stage.state === 'standby')
    return { type: course.missed === true ? 'skip' : 'start', wait: course.changeover };
  return stage.state === 'running' ? { type: 'finish', wait: course.took } : undefined;
}
