import { fc } from '../support/random.ts';
import { describe, expect, it } from 'vitest';
import { acts, programmes } from '../support/arbitraries.ts';
import { DIGIT_MODULES } from '../../protocol/digits.ts';
import { differences } from './image.ts';

describe('the image and the TypeScript', () => {
  it('give the same states, talks, cues, lamps and sounds for the same random events, with digits and without', () => {
    fc.assert(
      fc.property(
        programmes,
        acts(12),
        fc.constantFrom(...DIGIT_MODULES),
        (programme, script, digits) => {
          expect(differences(programme, script, { digits })).toEqual([]);
        },
      ),
      { numRuns: Number(process.env.CONFORMANCE_RUNS ?? 12), seed: 20_260_515, endOnFailure: true },
    );
  }, 900_000);
});
