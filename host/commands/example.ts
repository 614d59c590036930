import { join } from 'node:path';
import { packageRoot } from '../system/paths.ts';

/** The lineup that comes with Claplight. */
export const exampleLineup = (): string =>
  join(packageRoot(), 'examples', 'lightning-talks-day-1.csv');
