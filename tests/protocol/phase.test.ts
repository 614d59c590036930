/** Which phase is shown, and a stage that is set again where it was. */
import { expect, it } from 'vitest';
import { phaseShown } from '../../protocol/phase.ts';
import { placeOf, stageAt } from '../../protocol/placement.ts';
import { NEW_PLAYER, play, practise } from '../../protocol/player.ts';
import { OPENING } from '../../protocol/stage.ts';
import { instant, minutes, seconds } from '../../protocol/time.ts';
import { clapTalks } from '../support/programmes.ts';

const now = instant(100_000);

it('without a programme is called so', () => {
  const scene = { programme: { talks: [], scores: [] }, stage: OPENING, level: 'off' } as const;
  const { player } = play(NEW_PLAYER, scene, now);
  expect(phaseShown(player, scene, now)).toMatchObject({ name: 'no-programme', announced: false });
});

it('in practice is called as the cue with the same lamps, else practice', () => {
  const scene = { programme: clapTalks(2), stage: OPENING, level: 'off' } as const;
  const named = (lamps: number): string => {
    const signal = { lamps, announcement: 'none', sound: 'none' } as const;
    const practising = practise(NEW_PLAYER, OPENING, signal, seconds(5), now);
    return phaseShown(practising, scene, now).name;
  };
  expect([named(1), named(5)]).toEqual(['go', 'practice']);
});

it('after a loss of power is the same, with its own signal', () => {
  const stage = stageAt(
    { state: 'running', talk: 0, elapsed: minutes(1), granted: seconds(0) },
    7,
    now,
  );
  const scene = { programme: clapTalks(2), stage, level: 'off', powerLost: true } as const;
  const { player } = play(NEW_PLAYER, scene, now);
  expect(phaseShown(player, scene, now)).toMatchObject({ name: 'go', announced: false });
  expect(stage.rev).toBe(7);
  expect(placeOf(stage, instant(130_000))).toMatchObject({ state: 'running', elapsed: 90_000 });
});
