/** When the page believes what it shows. */
import { describe, expect, it } from 'vitest';
import { SleepWatch, trustOf } from '../../../host/page/connection-status.ts';

describe('trust', () => {
  const known = { known: true, end: undefined, lastByte: 0, lostAt: Infinity, patience: 4_500 };
  it.each([
    ['unknown', 'without an answer', { local: 0, known: false }],
    ['sure', 'with a heartbeat', { local: 4_400 }],
    ['alone', 'within 5 s of the last byte', { local: 4_900 }],
    ['alone', 'up to 30 s', { local: 29_900 }],
    ['grey', 'after 30 s', { local: 30_000 }],
    ['alone', 'before the end of the talk', { local: 9_900, end: 10_000 }],
    ['grey', 'at the end of the talk', { local: 10_000, end: 10_000 }],
    ['grey', 'when it is lost in overtime', { local: 5_000, end: -1_000 }],
    ['sure', 'in overtime with a heartbeat', { local: 1_000, end: -1_000 }],
    ['sure', 'to operators, two late heartbeats', { local: 2_900, patience: 3_000 }],
    ['alone', 'to operators, three missed heartbeats', { local: 3_000, patience: 3_000 }],
    ['sure', 'before a break is one', { local: 1_400, lostAt: 1_500 }],
    ['alone', 'once a break is one', { local: 1_500, lostAt: 1_500 }],
  ] as const)('is %s %s', (trust, _, evidence) => {
    expect(trustOf({ ...known, ...evidence })).toBe(trust);
  });
});

describe('a page may have slept', () => {
  const steps = (...frames: [number, number][]): boolean[] => {
    const watch = new SleepWatch();
    return frames.map(([monotonic, wall]) => watch.slept(monotonic, wall));
  };

  it('after a gap of a second in its frames', () => {
    expect(steps([0, 0], [900, 900], [1_950, 1_950], [2_000, 2_000])).toEqual([
      false,
      false,
      true,
      false,
    ]);
  });

  it('when the wall clock went on and the other did not', () => {
    expect(steps([0, 0], [250, 250], [500, 800])).toEqual([false, false, true]);
  });

  it('when the wall clock was set, by an hour either way, and only once', () => {
    const hour = 3_600_000;
    expect(steps([0, 0], [250, 250 + hour], [500, 500 + hour])).toEqual([false, true, false]);
    expect(steps([0, hour], [250, 250], [500, 500])).toEqual([false, true, false]);
  });

  it('not when the wall clock is slewed slowly', () => {
    const watch = new SleepWatch();
    for (let i = 0; i < 100; i++) {
      expect(watch.slept(i * 250, i * 250 * 1.0005)).toBe(false);
      if (i % 40 === 0) watch.fresh(i * 250, i * 250 * 1.0005);
    }
  });
});
