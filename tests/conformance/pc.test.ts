import { fc } from '../support/random.ts';
import { beforeAll, expect, it } from 'vitest';
import { events, programmes, waits } from '../support/arbitraries.ts';
import { need } from '../support/need.ts';
import { bothSay, build } from './pc.ts';

const script = fc.array(fc.record({ wait: waits, event: events }), { minLength: 1, maxLength: 30 });

need('g++', 'apt-get install g++')('stage.cpp and player.cpp', () => {
  beforeAll(build);

  it('do to the millisecond what the TypeScript does, for the same random events', () => {
    fc.assert(
      fc.property(programmes, script, (programme, acts) => {
        const { firmware, twin } = bothSay(programme, acts, 100_000);
        expect(firmware).toEqual(twin);
      }),
      { numRuns: Number(process.env.CONFORMANCE_RUNS ?? 1000) },
    );
  }, 120_000);
});
