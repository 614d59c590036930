import { describe, expect, it } from 'vitest';
import { duration, minutes, seconds } from '../../protocol/time.ts';
import { stand, told } from './stand.ts';

const SLEPT = minutes(4);
const AWAKE = duration(400);

/** A talk of five minutes, 30 s in, whose clock slept for four and was told so. */
async function slept() {
  const all = stand();
  await all.session.act({ type: 'start', by: 'terminal' });
  all.clock.pass(seconds(30));
  all.clock.block(SLEPT);
  await all.session.slept(SLEPT, AWAKE);
  return all;
}

describe('a sleep in the middle of a talk', () => {
  it('is counted in, journalled, and asked about until the next event', async () => {
    const { session, lines, clock } = await slept();
    expect(session.snapshot()).toMatchObject({
      slept: true,
      warnings: ['this computer slept 4:00, and the talk’s clock went on'],
      stage: { state: 'running' },
    });
    expect(told(lines, 'sleep')).toMatchObject([{ slept: SLEPT, counted: true }]);
    expect(lines.at(-2)).toMatchObject({ type: 'cue', cue: 'one-finger', shown: 270_000 });
    clock.pass(seconds(5));
    await session.act({ type: 'hold', by: 'terminal' });
    expect(session.snapshot()).toMatchObject({ slept: false, warnings: [] });
    expect(await session.holdFromSleep()).toMatchObject({ ok: false });
  });

  it('is taken out by holding from the moment at which it began, which is journalled', async () => {
    const { session, lines, clock } = await slept();
    clock.pass(seconds(20));
    expect(await session.holdFromSleep()).toMatchObject({ ok: true });
    const { stage, slept: asked } = session.snapshot();
    expect(stage).toMatchObject({ state: 'held', banked: 29_600 });
    expect(asked).toBe(false);
    expect(told(lines, 'stage', 'sleep').slice(1)).toMatchObject([
      { state: 'held', elapsed: 29_600 },
      { slept: SLEPT, counted: false },
    ]);
    await session.act({ type: 'start', by: 'terminal' });
    clock.pass(seconds(211));
    expect(lines.at(-1)).toMatchObject({ cue: 'one-finger', shown: 240_000 });
  });

  it('is only told where no talk was on', async () => {
    const { session, clock, lines } = stand();
    clock.block(SLEPT);
    await session.slept(SLEPT, AWAKE);
    expect(session.snapshot()).toMatchObject({ slept: false, warnings: [] });
    expect(session.snapshot().notice?.text).toBe(
      'this computer slept 4:00, and the talk’s clock went on',
    );
    expect(told(lines, 'notice')).toHaveLength(1);
  });

  it('of a clock that stood still as well is added to the talk and to the plan', async () => {
    const { session, clock } = stand();
    await session.act({ type: 'start', by: 'terminal' });
    clock.pass(seconds(30));
    const { behind } = session.plan();
    await session.slept(SLEPT, AWAKE, true);
    expect(session.snapshot().stage).toMatchObject({ state: 'running', banked: 270_000 });
    // Nothing of the evening is lost: the talk ends when it would have.
    expect(session.plan().behind).toBe(behind);
    await session.holdFromSleep();
    expect(session.snapshot().stage).toMatchObject({ state: 'held', banked: 29_600 });
    expect(session.plan().behind).toBe(SLEPT + AWAKE);
  });

  it('that only a press shows is noticed before the press has its moment', async () => {
    const { session, clock } = stand();
    session.lookForSleep = () => {
      clock.block(SLEPT);
      void session.slept(SLEPT, AWAKE);
    };
    await session.act({ type: 'start', by: 'terminal' });
    expect(session.snapshot().stage).toMatchObject({ state: 'running', anchor: clock.now() });
  });
});
