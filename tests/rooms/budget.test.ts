import { expect, it } from 'vitest';
import { Budget } from '../../host/rooms/budget.ts';

it('lets so many through in a second, and tells for ten that there were more', () => {
  const budget = new Budget(3);
  const admitted = (now: number): number =>
    Array.from({ length: 5 }, () => budget.admit(now)).filter(Boolean).length;
  expect([budget.overspent(0), admitted(0), admitted(900)]).toEqual([false, 3, 0]);
  expect([budget.overspent(900), budget.overspent(10_900)]).toEqual([true, false]);
  expect(admitted(1_001)).toBe(3);
});
