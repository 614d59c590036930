import { describe, expect, it } from 'vitest';
import { mulberry32 } from '../../host/system/random.ts';
import { positionOf } from '../../protocol/stage.ts';
import { Evening } from './support.ts';

const GREEN = 1;
const CUTS = 12;

describe('a podium that loses its power in the middle of a talk', () => {
  it('is put back to where the talk is, whenever it goes and however long it is gone', async () => {
    const random = mulberry32(4);
    const evening = await Evening.begin();
    const { world, keeper } = evening;
    await evening.act({ type: 'start' });
    /** How far the position that is shown is behind the time that has passed. */
    const behind = (): number => world.now - positionOf(keeper.stage, keeper.now());
    for (let i = 0; i < CUTS; i++) {
      await world.run(random() * 4000);
      const before = behind();
      await evening.unplug();
      world.cutPower();
      await world.run(random() * 6000);
      expect(keeper.light.reached).toBe(false);
      // The host's screens go on meanwhile.
      expect(Math.abs(behind() - before)).toBeLessThan(10);
      world.restorePower();
      await world.run(1600 + random() * 2000);
      await evening.plug();
      await world.run(100);
      expect(keeper.light).toMatchObject({ reached: true, truth: 'sure' });
      expect([keeper.stage.state, keeper.stage.talk, world.lamps]).toEqual(['running', 0, GREEN]);
      // What the line takes to carry where it is put.
      expect(Math.abs(behind() - before)).toBeLessThan(30);
    }
  }, 60_000);
});
