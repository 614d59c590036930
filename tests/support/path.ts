import { resolve } from 'node:path';

/** With an inhibitor of sleep that always works: elsewhere it may say at any moment that it can't. */
export const PATH_WITH_INHIBITOR = `${resolve('tests/support/bin')}:${process.env.PATH ?? ''}`;
