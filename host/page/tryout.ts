/**
 * Plays a moment of a made-up session: a browser that lacks something fails here, before it says that
 * it can run the mirror, and is led to the plain page.
 */
import { NEW_PLAYER, play } from '../../protocol/player.ts';
import { NO_REPEAT } from '../../protocol/rules.ts';
import type { Score } from '../../protocol/score.ts';
import { duration, instant } from '../../protocol/time.ts';
import { phaseShown } from '../../protocol/phase.ts';
import { sceneOf } from '../../protocol/document-scene.ts';

export function tryOut(): void {
  const score: Score = {
    length: duration(1000),
    cues: [0, 1000].map((due) => ({
      phase: 'go',
      due: duration(due),
      signal: { lamps: 1, announcement: 'blink', sound: 'none' },
    })),
    repeat: NO_REPEAT,
  };
  const scene = sceneOf(
    {
      rev: 1,
      stage: { state: 'running', talk: 0, anchor: 0, banked: 0 },
      talks: [{ id: 1 }],
      scores: [score, score],
      length: 2000,
      light: { truth: 'sure' },
      muted: false,
    },
    false,
    true,
  );
  const { player } = play(NEW_PLAYER, scene, instant(1500));
  phaseShown(player, scene, instant(1500));
}
