/** From the document to what the player of `protocol/` needs. */
import type { Scene } from '../../protocol/player.ts';
import type { Stage } from '../../protocol/stage.ts';
import { duration, instant } from '../../protocol/time.ts';
import type { PublicDocument } from './document.ts';

/**
 * The scene of a document. `calm` leaves the blinks out, for people who asked their system for less
 * motion. Grants are in the stage's clock already, and profiles in the scores.
 */
export function sceneOf(session: PublicDocument, calm: boolean, silent: boolean): Scene {
  const { stage, talks, scores, length, rev } = session;
  return {
    programme: {
      talks: talks.map(({ id }) => ({
        id,
        score: 1,
        silent: false,
        noFlash: calm,
        length: duration(length),
      })),
      scores,
    },
    stage: stageOf(stage, rev),
    level: silent || session.muted ? 'off' : 'quiet',
    powerLost: session.light.truth === 'power-lost',
  };
}

const stageOf = ({ state, talk, anchor, banked }: PublicDocument['stage'], rev: number): Stage => ({
  state,
  talk,
  anchor: anchor === null ? null : instant(anchor),
  banked: duration(banked),
  granted: duration(0),
  moment: null,
  rev,
  changed: null,
  before: null,
});
