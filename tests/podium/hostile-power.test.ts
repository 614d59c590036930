import { describe, expect, it } from 'vitest';
import { mulberry32 } from '../../host/system/random.ts';
import { OPENING, positionOf } from '../../protocol/stage.ts';
import { placeOf } from '../../protocol/placement.ts';
import { duration, instant, minutes, seconds } from '../../protocol/time.ts';
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

  it.each([
    ['after a grant, announces nothing anew that was announced before', seconds(30), false],
    ['without one, announces what is still ahead', duration(0), true],
  ])('in overtime, %s', async (_, amount, blinks) => {
    const evening = await Evening.begin();
    const { world, keeper } = evening;
    // Of five minutes; the last announcement is at 1:00 over.
    const elapsed = duration(minutes(5) + seconds(52) + amount);
    const place = { ...placeOf(OPENING, instant(0)), state: 'running' as const, elapsed };
    await world.until(keeper.put(place));
    if (amount > 0) await evening.act({ type: 'grant', amount });
    await evening.unplug();
    world.cutPower();
    await world.run(500);
    world.restorePower();
    await world.run(1600);
    await evening.plug();
    expect(keeper.stage).toMatchObject({ state: 'running', talk: 0 });
    await world.run(3_500);
    const lamps = new Set<number>();
    world.onLamps = (lit) => lamps.add(lit);
    await world.run(6_000);
    expect(evening.cues.at(-1)).toBe('0:5');
    expect(lamps.has(0)).toBe(blinks);
  });
});
