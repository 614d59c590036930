/** Where a talk may go, for the page and the terminal. */
import { expect, it } from 'vitest';
import { currentOf, moveOf } from '../../../protocol/order.ts';

/** Given, on, left out by the organisers, and three to come with one left out between them. */
const ENTRIES = [
  [1, 'ended'],
  [2, 'on'],
  [3, 'missed'],
  [4, 'waiting'],
  [5, 'missed'],
  [6, 'waiting'],
  [7, 'waiting'],
].map(([id, status]) => ({ id, status })) as Parameters<typeof moveOf>[0];

it.each([
  [6, 'up', 4],
  [6, 'down', null],
  [4, 'down', 7],
  [7, 'first', 4],
  [7, 'up', 6],
] as const)('%i goes %s: before %s', (id, where, before) => {
  expect(moveOf(ENTRIES, id, where)).toEqual({ type: 'move', id, before });
});

it.each([
  [4, 'up'],
  [4, 'first'],
  [7, 'down'],
  [1, 'down'],
  [2, 'down'],
  [3, 'first'],
  [99, 'up'],
] as const)('%i cannot go %s', (id, where) => {
  expect(moveOf(ENTRIES, id, where)).toBeUndefined();
});

it('nobody is on or next in a closed session, whoever was added since', () => {
  expect(currentOf(['Ada', 'Lou'], { state: 'standby', talk: 1 })).toBe('Lou');
  expect(currentOf(['Ada', 'Lou'], { state: 'closed', talk: 1 })).toBeUndefined();
});
