/**
 * Every importer with damaged input: an answer or an InputProblem whose message can be printed, soon.
 * Bounded for CI; LINEUP_FUZZ=100000 tries longer.
 */
import { readFileSync, readdirSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { firstRefused } from '../../host/system/characters.ts';
import { doubts } from '../../host/lineup/doubts.ts';
import { overview } from '../../host/lineup/overview.ts';
import { pick } from '../../host/lineup/pick.ts';
import { InputProblem } from '../../host/system/problem.ts';
import { mulberry32, oneOf } from '../../host/system/random.ts';
import { readSource } from '../../host/lineup/read-lineup.ts';
import { writeCsv, writeJson, writeYaml } from '../../host/lineup/write.ts';
import { FIXTURES, read } from './helpers.ts';

const TRIES = Number(process.env['LINEUP_FUZZ'] ?? 120);
/** A single reading of these few kilobytes takes a millisecond or so. */
const SOON = 1500;
/** What is quadratic takes minutes for such input. */
const LATE = 5000;

const csv = readFileSync('examples/lightning-talks-day-1.csv', 'utf8');
const samples: [string, string][] = [
  ['plain text', readFileSync('examples/signup-board.txt', 'utf8')],
  ['CSV', csv],
  ['TSV', csv.replaceAll(',', '\t')],
  ['YAML', writeYaml(read(csv))],
  ['JSON', writeJson(read(csv))],
  ...readdirSync(FIXTURES).map((name): [string, string] => [
    name,
    readFileSync(join(FIXTURES, name), 'utf8'),
  ]),
];

const ODD = [
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
function damaged(text: string, random: () => number): string {
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
function use(bytes: Uint8Array): void {
  try {
    const source = readSource('fuzz', bytes);
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
    if (!(error instanceof InputProblem)) throw error;
    const text = error.describe();
    const lines = text.split('\n');
    if (!/^\d+ mistakes in all/.test(lines.at(-1) ?? '')) expect([1, 3]).toContain(lines.length);
    // Twenty of them, each with its line underlined.
    expect(lines.length).toBeLessThanOrEqual(61);
    expect(text.replaceAll('\n', '')).not.toMatch(/\p{Cc}|[\u202a-\u202e\u2066-\u2069]/u);
  }
}

describe('damaged input', () => {
  it.each(samples)('%s: an answer or a clear problem, soon', (name, sample) => {
    const random = mulberry32(name.length * 7919 + TRIES);
    let slowest = 0;
    for (let i = 0; i < TRIES; i += 1) {
      const text = damaged(sample, random);
      const bytes = Buffer.from(text);
      if (i % 10 === 0 && bytes.length > 0)
        bytes[Math.floor(random() * bytes.length)] = Math.floor(random() * 256);
      const start = performance.now();
      try {
        use(bytes);
      } catch (error) {
        throw new Error(
          `failed on ${JSON.stringify(text.length > 3000 ? `${String(i)} of ${name}` : text)}`,
          { cause: error },
        );
      }
      slowest = Math.max(slowest, performance.now() - start);
    }
    expect(slowest).toBeLessThan(SOON);
  });

  it.each([
    ['brackets', '['.repeat(100_000)],
    ['braces', '{"a":'.repeat(100_000)],
    ['YAML brackets', `talks: ${'['.repeat(100_000)}`],
    [
      'YAML indents',
      `talks:\n${Array.from({ length: 900 }, (_, i) => `${' '.repeat(i)}- a:\n`).join('')}`,
    ],
    ['YAML anchors', `talks:\n- &a [x]\n${'- &a [*a, *a]\n'.repeat(2000)}`],
    ['quotes', `speaker,title\n${'"'.repeat(100_001)}`],
    ['open quotes', `speaker,title\n${'"a\n'.repeat(100_000)}`],
    ['blank lines', '\n'.repeat(100_000)],
    ['blanks', `A${' '.repeat(100_000)}b`],
    ['blanks round dashes', `A - b\n${' \t'.repeat(100_000)}-`],
    ['dashes', `A ${'- '.repeat(100_000)}`],
    ['brackets behind a title', `A - ${'('.repeat(100_000)}`],
    ['commas', `speaker${','.repeat(100_000)}`],
    ['columns', `speaker,${'title,'.repeat(100_000)}\nA,b`],
    ['comments', '# name:'.repeat(100_000)],
    ['iCal folds', `BEGIN:VCALENDAR\nBEGIN:VEVENT\nSUMMARY:${'\n x'.repeat(100_000)}`],
    ['iCal parameters', `BEGIN:VCALENDAR\nDTSTART${';A="b"'.repeat(100_000)}`],
    ['iCal commas', `BEGIN:VCALENDAR\nX;A=${','.repeat(100_000)}`],
    ['iCal nesting', `BEGIN:VCALENDAR\n${'BEGIN:VEVENT\n'.repeat(100_000)}`],
    ['numbers', `[${'9'.repeat(100_000)}]`],
    ['escapes', `["${'\\u0041'.repeat(150_000)}`],
    ['an open string', `["${'a'.repeat(100_000)}`],
    ['invisible characters', `A - ${'\u200b'.repeat(100_000)}`],
    ['marks', `A - b${'\u0301'.repeat(100_000)}`],
    ['a wrong byte at the end', `A - ${'é'.repeat(100_000)}\udfff`],
  ])('endless %s: soon', (_, text) => {
    const start = performance.now();
    use(Buffer.from(text));
    expect(performance.now() - start).toBeLessThan(LATE);
  });
});
