/** A stage as it is written down, in a journal or on the wire, and set again. */
import { OPENING, elapsedOf, put, type Placement, type Stage } from './stage.ts';
import type { Instant } from './time.ts';

/** The stage that is somewhere at `now`, at a revision. */
export const stageAt = (place: Placement, rev: number, now: Instant): Stage => ({
  ...put(OPENING, place, now),
  rev,
});

/** Where a stage is at `now`, as `put` sets it. */
export function placeOf(stage: Stage, now: Instant): Placement {
  const { state, talk, granted, anchor } = stage;
  const clockless = state === 'standby' && anchor === null;
  return { state, talk, elapsed: clockless ? null : elapsedOf(stage, now), granted };
}
