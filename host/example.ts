import { fileURLToPath } from 'node:url';

/** The lineup that comes with Claplight, seen from where the compiled files lie. */
export const exampleLineup = (): string =>
  fileURLToPath(new URL('../../examples/lightning-talks-day-1.csv', import.meta.url));
