/** What a page is told of a session becomes the scene that its player plays. */
import { expect, it } from 'vitest';
import { sceneOf, type SceneDocument } from '../../protocol/document-scene.ts';

const waiting: SceneDocument = {
  stage: { state: 'standby', talk: 0, anchor: null, banked: 0 },
  talks: [{ id: 7 }],
  scores: [],
  length: 300_000,
  rev: 3,
  muted: false,
  light: { truth: 'sure' },
};
const running: SceneDocument = {
  ...waiting,
  stage: { state: 'running', talk: 0, anchor: 12_000, banked: 4_000 },
};

it('keeps a stage without an anchor, and one with', () => {
  expect(sceneOf(waiting, false, false).stage).toMatchObject({ state: 'standby', anchor: null });
  expect(sceneOf(running, false, false).stage).toMatchObject({
    anchor: 12_000,
    banked: 4_000,
    rev: 3,
  });
});

it('leaves the blinks out for those who want calm, and the buzzer where it is off', () => {
  expect(sceneOf(running, true, false)).toMatchObject({
    level: 'quiet',
    programme: { talks: [{ id: 7, noFlash: true, length: 300_000 }] },
  });
  expect(sceneOf(running, false, true).level).toBe('off');
  expect(sceneOf({ ...running, muted: true }, false, false).level).toBe('off');
});

it('is without power where the light has lost it', () => {
  expect(sceneOf(running, false, false).powerLost).toBe(false);
  expect(sceneOf({ ...running, light: { truth: 'power-lost' } }, false, false).powerLost).toBe(
    true,
  );
});
