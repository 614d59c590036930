/** Time that was given shows for five seconds, to whoever sees the screen. */
import { expect, it } from 'vitest';
import type { PublicDocument } from '../../../host/page/document.ts';
import { GrantSeen } from '../../../host/page/grant-seen.ts';

const session = (
  rev: number,
  banked: number,
  more: Partial<PublicDocument> = {},
): PublicDocument => ({
  clock: 'a',
  speed: 1,
  rev,
  name: null,
  stage: { state: 'running', talk: 0, anchor: 0, banked },
  talks: [{ id: 1, speaker: 'Ada', title: '' }],
  scores: [],
  length: 300_000,
  changeover: 60_000,
  light: { name: 'none', reached: true, truth: 'sure' },
  muted: false,
  practice: null,
  messages: {},
  ...more,
});

it('shows for five seconds', () => {
  const seen = new GrantSeen();
  expect(seen.text(session(1, 0), 0)).toBe('');
  const given = session(2, -60_000);
  expect(seen.text(given, 1000)).toBe('+1:00');
  expect(seen.text(given, 5999)).toBe('+1:00');
  expect(seen.text(given, 6000)).toBe('');
});

it('the next one takes the place of the first, and one that takes time away says so', () => {
  const seen = new GrantSeen();
  seen.text(session(1, 0), 0);
  seen.text(session(2, -60_000), 1000);
  const taken = session(3, -30_000);
  expect(seen.text(taken, 2000)).toBe('−0:30');
  expect(seen.text(taken, 6999)).toBe('−0:30');
  expect(seen.text(taken, 7000)).toBe('');
});

it('nothing else is taken for a grant', () => {
  const seen = new GrantSeen();
  seen.text(session(1, 0), 0);
  const others = [
    session(2, 0, { muted: true }),
    session(3, 5000, { clock: 'b' }),
    session(4, 9000, { stage: { state: 'held', talk: 0, anchor: null, banked: 9000 } }),
    session(5, 0, { stage: { state: 'running', talk: 0, anchor: 77, banked: 0 } }),
  ];
  for (const [i, other] of others.entries()) expect(seen.text(other, i)).toBe('');
});
