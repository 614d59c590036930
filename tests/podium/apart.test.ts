import { expect, it, describe } from 'vitest';
import { positionOf } from '../../protocol/stage.ts';
import { Evening, programmeOf } from './support.ts';

const GREEN = 1;
const CHANGEOVER = 3;
const HELD = 5;

/** An evening whose first talk has been on for so many ms. */
async function running(ms: number): Promise<Evening> {
  const evening = await Evening.begin();
  await evening.act({ type: 'start' });
  await evening.world.run(ms);
  return evening;
}

/** Where the talk is, in seconds. */
const position = ({ keeper }: Evening): number => positionOf(keeper.stage, keeper.now()) / 1000;

describe('a podium out of reach', () => {
  it('goes on, and is followed again with no jump that anyone could see', async () => {
    const evening = await running(12_000);
    const { world, keeper } = evening;
    await evening.unplug();
    expect([keeper.light.reached, evening.said]).toEqual([
      false,
      ['the podium is out of reach: the port was closed'],
    ]);
    await world.run(3000);
    expect(position(evening)).toBeCloseTo(15, 0);
    await evening.plug();
    expect([keeper.light.reached, keeper.stage.state, world.lamps]).toEqual([
      true,
      'running',
      GREEN,
    ]);
    await world.run(200);
    expect(position(evening)).toBeCloseTo(15.2, 0);
    expect(evening.said.at(-1)).toBe('the podium is back');
  });

  it('took presses meanwhile: they count, in their order, with their times', async () => {
    const evening = await running(3000);
    const { world, keeper } = evening;
    await evening.unplug();
    world.press(200);
    await world.run(4000);
    world.press(200);
    await world.run(2000);
    await evening.plug();
    expect(evening.events).toEqual(['host start', 'button finish', 'button start']);
    expect([keeper.stage.talk, keeper.stage.state]).toEqual([1, 'running']);
    const ats = evening.happenings.flatMap((one) => (one.kind === 'event' ? [one.at] : []));
    expect(Math.round(((ats[2] ?? 0) - (ats[1] ?? 0)) / 100) / 10).toBe(4);
  });

  it('is put where the host went on by itself', async () => {
    const evening = await running(1000);
    const { world, keeper } = evening;
    await evening.unplug();
    expect((await evening.act({ type: 'hold' })).accepted).toBe(true);
    expect(keeper.stage.state).toBe('held');
    expect(world.lamps).toBe(GREEN);
    await world.run(500);
    await evening.plug();
    await world.run(50);
    expect([keeper.stage.state, world.lamps]).toEqual(['held', HELD]);
  });

  it('wins where both moved on, and says what does not count', async () => {
    const evening = await running(2500);
    const { world, keeper } = evening;
    await evening.unplug();
    await evening.act({ type: 'hold' });
    world.press(200);
    await world.run(1000);
    await evening.plug();
    expect([keeper.stage.state, keeper.stage.talk, world.lamps]).toEqual([
      'standby',
      1,
      CHANGEOVER,
    ]);
    expect(evening.said.at(-1)).toBe(
      'the podium is back: its button was pressed meanwhile, and that counts; what was done here meanwhile (hold) does not',
    );
  });

  it('gets the lineup that was edited meanwhile, at the talk that is on', async () => {
    const evening = await running(500);
    const { world, keeper } = evening;
    await evening.unplug();
    await world.until(keeper.load(programmeOf([4, 1, 2, 3]), 1));
    await world.run(500);
    await evening.plug();
    expect([keeper.stage.state, keeper.stage.talk]).toEqual(['running', 1]);
    // Half a second each way, and what the loading took.
    expect(position(evening)).toBeGreaterThan(1);
    expect(position(evening)).toBeLessThan(3);
    expect(keeper.programme.talks.length).toBe(4);
  });
});

describe('a podium that started anew', () => {
  it('is put right after a reset in the middle of a talk, on an open port', async () => {
    const evening = await running(10_000);
    const { world, keeper } = evening;
    world.uno.reset('external');
    await world.run(4000);
    expect(keeper.light).toMatchObject({ reached: true, truth: 'sure' });
    expect(keeper.stage.state).toBe('running');
    expect(position(evening)).toBeCloseTo(14, 0);
    expect(evening.said).toContain(
      'the podium is back after a reset: it was set to the current talk',
    );
  });

  it('is put where the talk is after it lost its power', async () => {
    const evening = await running(10_000);
    const { world, keeper } = evening;
    await evening.unplug();
    world.uno.reset('power');
    await world.run(3000);
    await evening.plug();
    await world.run(100);
    expect(keeper.light).toMatchObject({ reached: true, truth: 'sure' });
    expect([keeper.stage.state, world.lamps]).toEqual(['running', GREEN]);
    expect(position(evening)).toBeCloseTo(13.1, 0);
    expect(evening.said.at(-1)).toMatch(/after a loss of power: it was set to the current talk/);
  });

  it('wins from a press on that came after its power did', async () => {
    const evening = await running(10_000);
    const { world, keeper } = evening;
    await evening.unplug();
    world.uno.reset('power');
    await world.run(2500);
    world.press(200);
    await world.run(1200);
    await evening.plug();
    expect([keeper.stage.state, keeper.stage.talk]).toEqual(['running', 0]);
    expect(position(evening)).toBeCloseTo(1, 0);
    expect(evening.events).toEqual(['host start', 'button start']);
    expect(evening.said.at(-1)).toMatch(/its button was pressed since, and that counts/);
  });
});
