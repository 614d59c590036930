/**
 * All chance in the tests comes from one seed, which vitest.config.ts draws and the summary prints: a run with
 * `SEED=` and that number meets the same cases again.
 */
import fc from 'fast-check';
import { mulberry32 } from '../../host/system/random.ts';

const seed = Number(process.env.SEED);
if (!Number.isInteger(seed)) throw new Error('SEED is a whole number');
fc.configureGlobal({ seed });

export { fc };

/** Numbers from 0 up to, not including, 1: in each test that asks the same ones for the same seed. */
export const chance = (): (() => number) => mulberry32(seed);
