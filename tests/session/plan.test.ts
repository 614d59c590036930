import { describe, expect, it } from 'vitest';
import { OPENING, step } from '../../protocol/stage.ts';
import { instant, minutes } from '../../protocol/time.ts';
import { planOf } from '../../host/session/plan.ts';
import type { Entry } from '../../host/session/types.ts';

const entry = (id: number): Entry => ({
  id,
  talk: { speaker: 'Ann Example', title: 'Foo' },
  length: minutes(5),
  rules: 'clap',
  status: id === 1 ? 'next' : 'waiting',
});
const usual = {
  entries: [entry(1), entry(2)],
  stage: OPENING,
  now: instant(0),
  changeover: minutes(1),
};

describe('the plan before the first talk', () => {
  const half = Date.parse('2026-11-28T17:30Z');

  it('waits for the planned start', () => {
    const { talks, end } = planOf({ ...usual, wall: half - minutes(20), start: half });
    expect(talks.map(({ start }) => start)).toEqual([half, half + minutes(6)]);
    expect(end).toBe(half + minutes(11));
  });

  it('is late when the start has passed', () => {
    const late = half + minutes(3);
    expect(planOf({ ...usual, wall: late, start: half }).talks[0]?.start).toBe(late);
    expect(planOf({ ...usual, wall: late }).talks[0]?.start).toBe(late);
  });

  it('asks no more about the planned start once a talk is on', () => {
    const begun = step(OPENING, { type: 'start' }, instant(0), 2);
    const stage = 'stage' in begun ? begun.stage : OPENING;
    const entries = [{ ...entry(1), status: 'on' as const }, entry(2)];
    const early = half - minutes(20);
    const plan = planOf({ ...usual, entries, stage, wall: early, start: half });
    expect(plan.talks.map(({ start }) => start)).toEqual([early, early + minutes(6)]);
  });
});
