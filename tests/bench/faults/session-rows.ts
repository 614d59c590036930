/** Whole sessions with faults at random moments: those of `npm test`, in two processes. */
import { execFile } from 'node:child_process';
import { promisify } from 'node:util';
import type { Row } from '../row.ts';

const SHARES = [
  [1, 150],
  [151, 300],
];

export async function sessions(): Promise<Row[]> {
  const counts = await Promise.all(
    SHARES.map(([first, last]) => soak(Number(first), Number(last))),
  );
  const sum = (of: 'played' | 'broken'): number => counts.reduce((all, one) => all + one[of], 0);
  return [
    { name: 'random sessions with faults', value: sum('played'), unit: '', target: '>= 300' },
    { name: 'of them broken', value: sum('broken'), unit: '', target: '<= 0' },
  ];
}

async function soak(first: number, last: number): Promise<Record<'played' | 'broken', number>> {
  const run = promisify(execFile);
  const args = ['dist/tests/faults/soak.js', String(first), String(last)];
  // Its exit code says that something broke, and so does its last line.
  const { stdout } = await run('node', args).catch((error: unknown) => error as { stdout: string });
  const told = /(\d+) sessions, (\d+) broken\s*$/.exec(stdout);
  if (!told) throw new Error(`no count of sessions: ${stdout}`);
  return { played: Number(told[1]), broken: Number(told[2]) };
}
