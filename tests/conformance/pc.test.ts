import { fc } from '../support/random.ts';
import { beforeAll, expect, it } from 'vitest';
import { acts, programmes } from '../support/arbitraries.ts';
import { need } from '../support/need.ts';
import { DIGIT_CHANGEOVERS, DIGIT_COUNTS, DIGIT_OVERS } from '../../protocol/digits.ts';
import { bothCount, bothPractise, bothSay, build } from './pc.ts';

need('g++', 'apt-get install g++')('stage.cpp and player.cpp', () => {
  beforeAll(build);

  it('do to the millisecond what the TypeScript does, for the same random events', () => {
    fc.assert(
      fc.property(programmes, acts(30), (programme, script) => {
        const { firmware, twin } = bothSay(programme, script, 100_000);
        expect(firmware).toEqual(twin);
      }),
      { numRuns: Number(process.env.CONFORMANCE_RUNS ?? 1000) },
    );
  }, 900_000);

  it('say the same on digits, in all the ways that they may be set', () => {
    const settings = fc.record({
      module: fc.constantFrom('max7219', 'tm1637'),
      count: fc.constantFrom(...DIGIT_COUNTS),
      over: fc.constantFrom(...DIGIT_OVERS),
      changeover: fc.constantFrom(...DIGIT_CHANGEOVERS),
    } as const);
    fc.assert(
      fc.property(programmes, acts(30), settings, (programme, script, set) => {
        const { firmware, twin } = bothCount(programme, script, set);
        expect(firmware).toEqual(twin);
      }),
      { numRuns: Number(process.env.CONFORMANCE_RUNS ?? 500) },
    );
  }, 900_000);

  it('show the same in practice, in talks that must not blink, too', () => {
    fc.assert(
      fc.property(programmes, fc.nat(), fc.nat(), (programme, score, cue) => {
        const number = score % programme.scores.length;
        const cues = programme.scores[number]?.cues.length ?? 1;
        const { firmware, twin } = bothPractise(programme, number, cue % cues);
        expect(firmware).toEqual(twin);
      }),
      { numRuns: 100 },
    );
  });
});
