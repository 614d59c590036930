/** Which revision a press is for. */
import { expect, it } from 'vitest';
import { SeenRevision } from '../../../host/page/page-presses.ts';

it('a press right after a change was meant for what was shown before', () => {
  const seen = new SeenRevision();
  seen.show(4, 0);
  seen.show(5, 10_000);
  expect(seen.seen(10_100)).toBe(4);
  expect(seen.seen(10_300)).toBe(5);
});

it('of changes in quick succession none has been seen', () => {
  const seen = new SeenRevision();
  seen.show(4, 0);
  seen.show(5, 10_000);
  seen.show(6, 10_100);
  expect(seen.seen(10_200)).toBe(4);
});

it('the first snapshot can be pressed upon at once', () => {
  const seen = new SeenRevision();
  seen.show(4, 0);
  expect(seen.seen(10)).toBe(4);
});

it('after waking nothing has been seen', () => {
  const seen = new SeenRevision();
  seen.show(4, 0);
  seen.forget();
  expect(seen.seen(1000)).toBeUndefined();
});
