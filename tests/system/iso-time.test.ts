import { expect, it } from 'vitest';
import { isoTime } from '../../host/system/iso-time.ts';
import { fc } from '../support/random.ts';

it('a time of a journal is what Date.parse says, whatever day was read before', () => {
  const written = fc.date({ noInvalidDate: true }).map((date) => date.toISOString());
  fc.assert(
    fc.property(written, (text) => {
      expect(isoTime(text)).toBe(Date.parse(text));
    }),
    { numRuns: 2000 },
  );
});

it.each([
  '2026-02-31T12:00:00.000Z',
  '2026-13-01T12:00:00.000Z',
  '2026-11-28T24:00:00.000Z',
  '2026-11-28T25:00:00.000Z',
  '2026-11-28T12:00:00Z',
  '2026-11-28',
  'yesterday',
  '',
])('and so is %j', (text) => {
  expect(isoTime(text)).toBe(Date.parse(text));
});
