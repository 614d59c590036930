/** Presses in the moment after the computer woke up, when its clock is behind by the sleep. */
import { describe, expect, it } from 'vitest';
import { seconds } from '../../protocol/time.ts';
import { askFor, momentIn } from '../../host/session/pressing.ts';
import { Evening } from './support.ts';

const SLEPT = 20_000;
/** So many ms more than the podium's clock the computer's goes on in each. */
const AHEAD = 200;

/** Woken a moment ago. */
async function woken(): Promise<Evening> {
  const evening = await Evening.begin();
  await evening.world.run(3_000);
  evening.world.sleep(SLEPT);
  return evening;
}

/** What the talk has taken by the podium's own clock. */
async function taken({ world, keeper }: Evening): Promise<number> {
  await world.run(3_000);
  const { anchor } = keeper.stage;
  return keeper.now() - (anchor ?? NaN);
}

describe('a press in the moment after the computer woke up', () => {
  it('counts from now, not from before the sleep', async () => {
    const evening = await woken();
    const { world, keeper } = evening;
    const moment = momentIn(keeper);
    keeper.woke();
    const outcome = await world.until(askFor({ type: 'start', by: 'terminal' }, moment, keeper));
    expect(outcome.accepted).toBe(true);
    expect(Math.abs((await taken(evening)) - 3_000)).toBeLessThan(150);
  });

  it('counts from as long ago as it says', async () => {
    const evening = await woken();
    const { world, keeper } = evening;
    const moment = momentIn(keeper);
    keeper.woke();
    const press = { type: 'start', by: 'terminal', ago: seconds(1) } as const;
    expect(await world.until(askFor(press, moment, keeper))).toMatchObject({ accepted: true });
    expect(Math.abs((await taken(evening)) - 4_000)).toBeLessThan(150);
  });

  it('is answered while the answer to a question from before the sleep is still to come', async () => {
    const evening = await Evening.begin();
    const { world, keeper } = evening;
    // Half of a line that asks for the time is on its way.
    await world.run(1_126);
    world.sleep(SLEPT);
    const moment = momentIn(keeper);
    keeper.woke();
    const press = { type: 'start', by: 'terminal' } as const;
    expect(await world.until(askFor(press, moment, keeper))).toMatchObject({ accepted: true });
    expect(Math.abs((await taken(evening)) - 3_000)).toBeLessThan(150);
  });
});

describe('a clock that the podium cannot follow, as on a computer that is too slow', () => {
  it('is asked for one question at a time: a press is answered all the same', async () => {
    const { world, keeper } = await Evening.begin();
    const pass = async (ms: number): Promise<void> => {
      for (let passed = 0; passed < ms; passed++) {
        world.clock.skip(AHEAD);
        await world.run(1);
      }
    };
    await pass(10_000);
    const begun = world.now;
    const answer = { after: Infinity };
    const moment = momentIn(keeper);
    void askFor({ type: 'start', by: 'terminal' }, moment, keeper).then(() => {
      answer.after = world.now - begun;
    });
    await pass(5_000);
    expect(answer.after).toBeLessThan(2_000);
  });
});
