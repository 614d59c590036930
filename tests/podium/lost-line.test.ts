import { expect, it } from 'vitest';
import { elapsedOf } from '../../protocol/stage.ts';
import { Evening } from './support.ts';

it('a talk begins when it was pressed, though the line was lost and said again', async () => {
  const evening = await Evening.begin();
  const { world, keeper } = evening;
  await world.run(3_000);
  const lamps: number[] = [];
  world.onLamps = (_, ms) => lamps.push(ms);
  const pressed = world.clock.now();
  const moment = keeper.now();
  // Long enough for the line, and for the podium's complaint of it.
  world.noise = (byte) => byte ^ 0x80;
  const answer = keeper.act({ type: 'start', moment });
  await world.run(700);
  world.noise = (byte) => byte;
  expect(await world.until(answer)).toMatchObject({ accepted: true });
  const { stage } = keeper;
  expect(lamps[0]).toBeGreaterThan(pressed + 600);
  expect(Math.abs(elapsedOf(stage, keeper.now()) - (world.clock.now() - pressed))).toBeLessThan(3);
  expect(stage.moment).toBe(Math.floor(moment));
});

it('a moment that the podium has not come to yet is refused, and changes nothing', async () => {
  const evening = await Evening.begin();
  const { world, keeper } = evening;
  await world.run(3_000);
  const to = { type: 'start', moment: keeper.now() + 2_000 };
  expect(await evening.act(to as Parameters<typeof evening.act>[0])).toEqual({
    accepted: false,
    reason: 'moment',
  });
  expect(keeper.stage.state).toBe('standby');
});

it('a cue whose push was lost is told after the next beat', async () => {
  const evening = await Evening.begin();
  const { world } = evening;
  await evening.act({ type: 'start' });
  await world.run(239_900);
  world.noise = (byte) => byte ^ 0x80;
  await world.run(300);
  world.noise = (byte) => byte;
  expect(evening.cues).toEqual(['0:0']);
  await world.run(2_100);
  expect(evening.cues).toEqual(['0:0', '0:1']);
});
