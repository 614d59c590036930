/** Damage to texts, and everything that is done with a source that may have some. */
import { expect } from 'vitest';
import { doubts } from '../../host/lineup/doubts.ts';
import { overview } from '../../host/lineup/overview.ts';
import { pick } from '../../host/lineup/pick.ts';
import { readSource, type Source } from '../../host/lineup/read-lineup.ts';
import { writeCsv } from '../../host/lineup/write.ts';
import { firstRefused } from '../../host/system/characters.ts';
import { InputProblem } from '../../host/system/problem.ts';
import { oneOf } from '../../host/system/random.ts';
import { read } from './helpers.ts';

const ODD = [
  '|',
  '**',
  '`',
  '~~',
  '__',
  '](',
  '[[',
  ' by ',
  '“',
  '„',
  '===',
  '---\n',
  '+--+',
  '(5 min)',
  '17:00 ',
  'JosÃ©',
  ' k@example.org ',
  'Title:',
  '"',
  "'",
  '\n',
  '\r',
  '\t',
  ',',
  ';',
  ':',
  '{',
  '}',
  '[',
  ']',
  '#',
  '-',
  ' - ',
  '\\',
  '\\u0000',
  '\u0000',
  '\u001b[2J',
  '\u009b',
  '\u202e',
  '\ud800',
  '\ufeff',
  '\u2028',
  'null',
  '[]',
  '{}',
  '1e999',
  '-1',
  '99999999999999999999',
  '__proto__',
  'constructor',
  'T',
  'Z',
  '0000-00-00T99:99',
  '&a ',
  '*a',
  '!!x',
  '<<: ',
  '- - - ',
  '%',
  '`',
  'BEGIN:VEVENT\n',
  'END:VEVENT\n',
  ' '.repeat(50),
  '('.repeat(50),
  '"'.repeat(51),
  '[['.repeat(50),
  '\\'.repeat(50),
] as const;

/** Cuts, doubles, swaps and inserts, one to four times. */
export function damaged(text: string, random: () => number): string {
  let out = text;
  const at = (): number => Math.floor(random() * (out.length + 1));
  for (let times = 1 + Math.floor(random() * 4); times > 0; times -= 1) {
    const from = at();
    const to = Math.min(out.length, from + Math.floor(random() * 40));
    const changes = [
      out.slice(0, from),
      out.slice(0, from) + out.slice(to),
      out.slice(0, to) + out.slice(from),
      out.slice(0, from) + oneOf(ODD, random) + out.slice(from),
      out.slice(0, from) + oneOf(ODD, random) + out.slice(to),
      out.slice(0, from) + String.fromCharCode(Math.floor(random() * 0x300)) + out.slice(from + 1),
      out.slice(0, from) + out.slice(to, to + 40) + out.slice(from, to) + out.slice(to + 40),
    ] as const;
    out = oneOf([...changes], random);
  }
  return out;
}

/** Everything that is done with a source; each step may only fail with a problem that can be shown. */
export function use(bytes: Uint8Array): void {
  let source: Source | undefined;
  try {
    source = readSource('fuzz', bytes);
  } catch (error) {
    showable(error);
  }
  if (source) useRead(source);
}

/** The same for what has been read. */
export function useRead(source: Source): void {
  try {
    if (source.kind === 'export')
      expect(
        overview(source.export)
          .join('')
          .search(/\p{Cc}/u),
      ).toBe(-1);
    const lineup = source.kind === 'export' ? pick(source.export, {}) : source.lineup;
    doubts(lineup);
    for (const talk of lineup.talks)
      expect(firstRefused(Object.values(talk).join())).toBeUndefined();
    expect(read(writeCsv(lineup)).talks).toHaveLength(lineup.talks.length);
    expect(lineup.remarks.every(({ message }) => firstRefused(message) === undefined)).toBe(true);
  } catch (error) {
    showable(error);
  }
}

/** Throws whatever is no problem for people, or one that cannot be printed. */
export function showable(error: unknown): void {
  if (!(error instanceof InputProblem)) throw error;
  const text = error.describe();
  const lines = text.split('\n');
  if (!/^\d+ mistakes in all/.test(lines.at(-1) ?? '')) expect([1, 3]).toContain(lines.length);
  // Twenty of them, each with its line underlined.
  expect(lines.length).toBeLessThanOrEqual(61);
  expect(text.replaceAll('\n', '')).not.toMatch(/\p{Cc}|[\u202a-\u202e\u2066-\u2069]/u);
}
