import { readdirSync, truncateSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { claplight, file, folder } from './cli.ts';

const csv = (row: string): string =>
  file('lineup.csv', `speaker,title,duration\nSamir,Data,5:00\n${row}\n`);

const huge = (): string => {
  const path = file('huge.csv', '');
  truncateSync(path, 50 * 1024 * 1024);
  return path;
};

const many = (count: number): string =>
  file(
    'many.txt',
    Array.from({ length: count }, (_, i) => `Speaker ${String(i + 1)} - A talk\n`).join(''),
  );

/** What is wrong, what must be said of it, and where it is. */
const CASES: readonly [what: string, path: () => string, sentence: RegExp, place?: string][] = [
  ['is missing', () => '/nowhere/lineup.csv', /no such file/],
  ['is empty', () => file('lineup.txt', ''), /empty|no talk/],
  ['has only comments', () => file('lineup.txt', '# nobody yet\n'), /no talk/],
  ['is a folder', () => folder(), /folder/],
  [
    'is binary',
    () =>
      file(
        'lineup.csv',
        Uint8Array.from({ length: 999 }, (_, i) => (i * 7) % 256),
      ),
    /binary|UTF-8|text/,
  ],
  ['has 50 MB', huge, /larger than|too large|too long/],
  [
    'is not UTF-8',
    () => file('lineup.txt', Buffer.from('Sofía - Hola\n', 'latin1')),
    /UTF-8/,
    ':1:4',
  ],
  ['has a duration of 0', () => csv('Chuk,Shock,0'), /duration|length/, ':3:12'],
  ['has a duration of -1', () => csv('Chuk,Shock,-1'), /duration|length/, ':3:12'],
  ['has a duration "abc"', () => csv('Chuk,Shock,abc'), /"abc"/, ':3:12'],
  [
    'has a duration of 100 hours',
    () => csv('Chuk,Shock,100:00:00'),
    /duration|length|long/,
    ':3:12',
  ],
  ['has a talk without a speaker', () => csv(',Shock,5:00'), /speaker/, ':3:1'],
  ['has 65 talks', () => many(65), /64 talks.*second session/, ':65'],
  [
    'has a terminal escape in a name',
    () => csv('Ch\u001b[2Juk,Shock,5:00'),
    /control character|escape/,
    ':3:3',
  ],
];

describe('a lineup that', () => {
  it.each(CASES)('%s is refused with its place and a mend', (_, path, sentence, place) => {
    const source = path();
    const state = folder();
    const said = claplight(['run', source, '--light', 'none', '--no-http'], state);
    expect(said.code).toBe(2);
    expect(said.err).toMatch(sentence);
    expect(said.err).toContain(source + (place ?? ''));
    expect(said.err).not.toContain('\u001b');
    expect(said.err).not.toMatch(/\n\s+at /);
    expect(said.out).toBe('');
    expect(readdirSync(state)).toEqual([]);
  });
});

describe('the command line', () => {
  it.each([
    [['run', '--speed', 'fast']],
    [['run', '--until', '25:00']],
    [['run', '--http', '99999']],
    [['run', 'a', 'b']],
    [['applaud']],
    [['check']],
    [['run', '--rules', 'none-such', '--light', 'none']],
  ])('refuses %j with exit code 2 and one message', (args) => {
    const { code, err, out } = claplight(args);
    expect(code).toBe(2);
    expect(err).not.toMatch(/\n\s+at /);
    expect(err.length).toBeGreaterThan(10);
    expect(out).toBe('');
  });

  it('has exit code 3 where the light asked for is not there', () => {
    const { code, err } = claplight(['run', '--light', '/dev/none-such', '--no-http']);
    expect(code).toBe(3);
    expect(err).toMatch(/no such port/);
  });
});

it('no command at all is no mistake: six lines say what to type first', () => {
  const { code, out, err } = claplight([]);
  expect([code, err]).toEqual([0, '']);
  expect(out).toContain('claplight demo');
  expect(
    out
      .trim()
      .split('\n')
      .filter((line) => line !== ''),
  ).toHaveLength(6);
});

it('--open without pages is bad usage', () => {
  const { code, err } = claplight(['run', '--open', '--no-http', '--light', 'none']);
  expect(code).toBe(2);
  expect(err).toContain('--no-http');
});
