/** How the talks of a session without people go. */
import { LIMITS } from '../../protocol/programme.ts';
import { duration, type Duration } from '../../protocol/time.ts';
import { plausibleEvening } from '../lineup/plausible.ts';
import type { Course } from './autopilot.ts';
import type { SessionView } from './types.ts';

/** The audience applauds for so long before the autopilot ends a talk. */
const APPLAUSE: Duration = duration(4000);

const lengthOf = (session: SessionView, talk: number): Duration =>
  session.snapshot().programme.talks[talk]?.length ?? duration(0);

/** Each talk ends in its applause. */
export const usualCourse =
  (session: SessionView): ((talk: number) => Course) =>
  (talk) => ({
    changeover: session.snapshot().changeover,
    took: duration(lengthOf(session, talk) + APPLAUSE),
  });

/** Early endings, overruns, no-shows and slow changeovers, the same for the same seed. */
export function plausibleCourse(session: SessionView, seed: number): (talk: number) => Course {
  const { changeover } = session.snapshot();
  const turns = plausibleEvening(LIMITS.talks, seed, changeover);
  return (talk) => {
    const { share = 1, missed = false, ...turn } = turns[talk] ?? { changeover };
    return { ...turn, missed, took: duration(lengthOf(session, talk) * share) };
  };
}
