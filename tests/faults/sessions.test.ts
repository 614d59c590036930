import { execFile } from 'node:child_process';
import { promisify } from 'node:util';
import { describe, expect, it } from 'vitest';

/** Two processes for two cores; not in this one, where what is counted would be slower for it. */
const SHARES = [
  [1, 150],
  [151, 300],
];

describe('300 whole sessions with faults at random moments', () => {
  it.concurrent.each(SHARES)(
    'hold what always holds, seeds %i to %i',
    async (first, last) => {
      const soak = ['dist/tests/faults/soak.js', String(first), String(last)];
      const { stdout } = await promisify(execFile)('node', soak).catch((error: unknown) => {
        const { stdout: told, stderr } = error as { stdout: string; stderr: string };
        throw new Error(`"npm run soak -- SEED" tells a session:\n${told}${stderr}`);
      });
      expect(stdout.trim().split('\n').at(-1)).toBe('150 sessions, 0 broken');
    },
    900_000,
  );
});
