import { expect, it } from 'vitest';
import { elapsedOf } from '../../protocol/stage.ts';
import { minutes, seconds } from '../../protocol/time.ts';
import { stand, told } from './stand.ts';

it('a talk that began twenty seconds ago is journalled so, and undo takes all of it back', async () => {
  const { session, clock, lines } = stand();
  clock.pass(minutes(1));
  const answer = await session.act({ type: 'start', ago: seconds(20), by: 'terminal' });
  expect(answer).toEqual({ ok: true, rev: 1 });
  expect(elapsedOf(session.snapshot().stage, session.now())).toBe(20_000);
  const [start] = told(lines, 'start');
  expect(start).toMatchObject({ ms: 40_000, ago: 20_000, late: 20_000, elapsed: 0 });
  clock.pass(minutes(4) - seconds(21));
  expect(told(lines, 'cue')).not.toContainEqual(expect.objectContaining({ cue: 'one-finger' }));
  clock.pass(seconds(1));
  expect(told(lines, 'cue')).toContainEqual(
    expect.objectContaining({ ms: 280_000, cue: 'one-finger', shown: 240_000 }),
  );
  await session.act({ type: 'undo', by: 'terminal' });
  expect(session.snapshot().stage).toMatchObject({ state: 'standby', talk: 0, anchor: null });
});

it('a start that is undone may be told again as earlier', async () => {
  const { session, clock } = stand();
  clock.pass(minutes(1));
  await session.act({ type: 'start', by: 'web' });
  clock.pass(seconds(5));
  await session.act({ type: 'undo', by: 'web' });
  expect(await session.act({ type: 'start', ago: seconds(30), by: 'web' })).toMatchObject({
    ok: true,
  });
  expect(elapsedOf(session.snapshot().stage, session.now())).toBe(30_000);
});

it('nothing may be told as before the last press, or as long past', async () => {
  const { session, clock, lines } = stand();
  clock.pass(minutes(2));
  const late = await session.act({ type: 'start', ago: seconds(61), by: 'web' });
  expect(late).toMatchObject({ ok: false, code: 'moment' });
  await session.act({ type: 'skip', by: 'web' });
  clock.pass(seconds(10));
  const before = await session.act({ type: 'start', ago: seconds(11), by: 'web' });
  expect(before).toEqual({
    ok: false,
    code: 'moment',
    sentence: 'Not that long ago: a minute at most, and not before the last press.',
  });
  expect(told(lines, 'refused')).toMatchObject([{ reason: 'moment' }, { reason: 'moment' }]);
  expect(await session.act({ type: 'start', ago: seconds(10), by: 'web' })).toMatchObject({
    ok: true,
  });
});

it('a press counts from when it was made, however long it waited for its turn', async () => {
  const { session, clock } = stand();
  clock.pass(seconds(5));
  // Practice takes the turn before.
  const before = session.practise(1);
  const press = session.act({ type: 'start', by: 'web' });
  clock.pass(seconds(3));
  await before;
  await press;
  expect(session.snapshot().stage.anchor).toBe(5_000);
});
