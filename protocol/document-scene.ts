/** From the document that pages and rooms are told to what the player needs. */
import type { Scene } from './player.ts';
import type { Score } from './score.ts';
import type { Stage, State } from './stage.ts';
import { duration, instant } from './time.ts';

/** What of a document is played. Times in ms of the session's clock; grants are in `banked` already. */
export interface SceneDocument {
  readonly stage: {
    readonly state: State;
    readonly talk: number;
    readonly anchor: number | null;
    readonly banked: number;
  };
  readonly talks: readonly { readonly id: number }[];
  readonly scores: readonly Score[];
  readonly length: number;
  readonly rev: number;
  readonly muted: boolean;
  readonly light: { readonly truth: 'sure' | 'estimated' | 'power-lost' };
}

/**
 * The scene of a document. `calm` leaves the blinks out, for people who asked their system for less
 * motion. Grants are in the stage's clock already, and profiles in the scores.
 */
export function sceneOf(session: SceneDocument, calm: boolean, silent: boolean): Scene {
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

const stageOf = ({ state, talk, anchor, banked }: SceneDocument['stage'], rev: number): Stage => ({
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
