/** A podium's log, followed step by step. */
import { expect, it } from 'vitest';
import { followLog } from '../../host/podium/follow.ts';
import { OPENING } from '../../protocol/stage.ts';
import { instant } from '../../protocol/time.ts';
import { Evening, programmeOf } from './support.ts';

it('is followed though the stage was set after what the log tells of', () => {
  const set = { ...OPENING, rev: 6, state: 'running', anchor: instant(20_000) } as const;
  const from = { ...set, moment: instant(32_000) };
  const finish = { kind: 'finish', rev: 7, talk: 1, value: 0, clock: 27_000 } as const;
  const start = { kind: 'start', rev: 8, talk: 1, value: 0, clock: 30_000 } as const;
  const numbered = [finish, start].map((entry, i) => ({ ...entry, number: i + 12 }));
  const { stage, sure, happenings } = followLog(from, numbered, 3, new Set());
  expect(sure).toBe(true);
  expect(happenings.map(({ kind }) => kind)).toEqual(['event', 'event']);
  expect(stage).toMatchObject({ state: 'running', talk: 1, anchor: 30_000 });
});

it('goes back to a no-show who is brought back right away, though its programme is as it was', async () => {
  const { world, keeper } = await Evening.begin();
  await world.until(keeper.act({ type: 'skip' }));
  expect(keeper.stage).toMatchObject({ state: 'standby', talk: 1 });
  await world.until(keeper.load(programmeOf([1, 2, 3]), 0));
  expect(keeper.stage).toMatchObject({ state: 'standby', talk: 0 });
  await world.until(keeper.act({ type: 'start' }));
  expect(keeper.stage).toMatchObject({ state: 'running', talk: 0 });
});
