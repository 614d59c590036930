import { describe, expect, it } from 'vitest';
import { verdictOf, type Apart } from '../../host/podium/reconcile.ts';

const apart: Apart = { boot: 'same', sameProgramme: true, gap: false, podium: [], host: [] };

describe('who wins when host and podium meet again', () => {
  it.each([
    ['neither moved on', {}, 'agree'],
    ['only the podium did', { podium: ['finish'] }, 'agree'],
    ['only the host did', { host: ['finish'] }, 'host'],
    ['both did the same: an answer was lost', { podium: ['start'], host: ['start'] }, 'agree'],
    ['both did something', { podium: ['finish'], host: ['hold'] }, 'podium'],
    ['the host did more', { podium: ['finish'], host: ['hold', 'start'] }, 'podium'],
    ['it was reset', { boot: 'reset' }, 'host'],
    ['it was reset and pressed', { boot: 'reset', podium: ['hold'] }, 'agree'],
    ['it lost its power', { boot: 'power' }, 'host'],
    ['it lost its power and was pressed', { boot: 'power', podium: ['start'] }, 'podium'],
    ['its log has a gap', { gap: true, host: ['hold'] }, 'podium'],
    ['it holds another programme', { sameProgramme: false, podium: ['start'] }, 'host'],
  ] as const satisfies readonly (readonly [string, Partial<Apart>, string])[])(
    'when %s',
    (_when, change, winner) => {
      expect(verdictOf({ ...apart, ...change }).winner).toBe(winner);
    },
  );

  it('is said whenever something does not count', () => {
    const { sentence } = verdictOf({ ...apart, podium: ['finish'], host: ['hold', 'start'] });
    expect(sentence).toMatch(/what was done here meanwhile \(hold, start\) does not/);
  });
});
