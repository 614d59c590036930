/** How the talks of a session without people go. */
import { duration, seconds } from '../../protocol/time.ts';
import { CHANGEOVER } from './open.ts';
import type { Course } from './autopilot.ts';
import type { SessionView } from './types.ts';

/** Each talk ends a few seconds into the applause. */
export const usualCourse =
  (session: SessionView): ((talk: number) => Course) =>
  (talk) => {
    const length = session.snapshot().programme.talks[talk]?.length ?? seconds(300);
    return { changeover: session.snapshot().changeover, took: duration(length + 4000) };
  };

/** The small generator mulberry32: the same seed gives the same evening. */
function random(seed: number): () => number {
  let a = seed >>> 0;
  return () => {
    a = (a + 0x6d2b79f5) >>> 0;
    let t = Math.imul(a ^ (a >>> 15), a | 1);
    t ^= t + Math.imul(t ^ (t >>> 7), t | 61);
    return ((t ^ (t >>> 14)) >>> 0) / 2 ** 32;
  };
}

/** Early endings, overruns, no-shows and slow changeovers, in about the measure of a real evening. */
export function plausibleCourse(session: SessionView, seed: number): (talk: number) => Course {
  return (talk) => {
    const draw = random(seed * 1009 + talk);
    const length = session.snapshot().programme.talks[talk]?.length ?? seconds(300);
    const changeover = duration(CHANGEOVER * (draw() < 0.2 ? 1.5 + draw() : 0.4 + 0.6 * draw()));
    const how = draw();
    if (how < 0.08) return { changeover, took: length, missed: true };
    const share =
      how < 0.2 ? 0.2 + 0.5 * draw() : how < 0.75 ? 0.9 + 0.1 * draw() : 1 + 0.15 * draw();
    return { changeover, took: duration(length * share) };
  };
}
