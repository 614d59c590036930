import { readFileSync, readdirSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { claplight, folder } from './cli.ts';

interface Line {
  readonly seq: number;
  readonly type: string;
  readonly [field: string]: unknown;
}

const linesOf = (text: string): Line[] =>
  text
    .trim()
    .split('\n')
    .map((line) => JSON.parse(line) as Line);

describe('a session without a light', () => {
  it('runs by itself to its end, every event and every cue in its journal', () => {
    const journal = join(folder(), 'evening.jsonl');
    const { code, out } = claplight([
      'run',
      'examples/signup-board.txt',
      '--light',
      'none',
      '--no-http',
      '--autopilot',
      '--speed',
      '1000',
      '--json',
      '--journal',
      journal,
    ]);
    expect(code).toBe(0);
    const lines = linesOf(out);
    expect(readFileSync(journal, 'utf8').trim()).toBe(out.trim());
    expect(lines.map(({ seq }) => seq)).toEqual(lines.map((_, i) => i + 1));
    const count = (type: string): number => lines.filter((line) => line.type === type).length;
    expect([count('start'), count('finish'), count('closed')]).toEqual([12, 12, 1]);
    const applause = lines.filter(({ type, cue }) => type === 'cue' && cue === 'applause');
    expect(applause).toHaveLength(12);
    expect(lines.at(-1)).toMatchObject({ type: 'session', what: 'end' });
  });

  it('leaves no journal where sessions have theirs when it is a rehearsal', () => {
    const state = folder();
    const { code } = claplight(
      [
        'rehearse',
        '--light',
        'none',
        '--no-http',
        '--speed',
        '1000',
        '--talks',
        '3',
        '--seed',
        '7',
      ],
      state,
    );
    expect(code).toBe(0);
    expect(readdirSync(state)).toEqual([]);
  });
});

describe('rules', () => {
  it('are listed, each as a strip of time', () => {
    const { code, out } = claplight(['rules']);
    expect(code).toBe(0);
    expect(out).toContain('clap: One finger at 1:00 left, two at 0:20, applause at the end');
    expect(out).toContain('toastmasters-5-7');
  });
});
