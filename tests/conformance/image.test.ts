import { fc } from '../support/random.ts';
import { describe, expect, it } from 'vitest';
import { events, programmes, waits } from '../support/arbitraries.ts';
import { differences } from './image.ts';

const script = fc.array(fc.record({ wait: waits, event: events }), { minLength: 1, maxLength: 12 });

describe('the image and the TypeScript', () => {
  it('give the same states, talks, cues, lamps and sounds for the same random events', () => {
    fc.assert(
      fc.property(programmes, script, (programme, acts) => {
        expect(differences(programme, acts)).toEqual([]);
      }),
      { numRuns: Number(process.env.CONFORMANCE_RUNS ?? 12), seed: 20_260_515, endOnFailure: true },
    );
  }, 900_000);
});
