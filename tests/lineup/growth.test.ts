/** Four times as much to read takes about four times as long, in every reader of texts: what is quadratic takes sixteen. */
import { describe, expect, it } from 'vitest';
import { LARGEST_HAND_WRITTEN } from '../../host/lineup/limits.ts';
import { InputProblem } from '../../host/system/problem.ts';
import { processorTime } from '../support/processor-time.ts';
import { readSource } from '../../host/lineup/read-lineup.ts';

/** Rows below a beginning, each a little different. */
const many = (head: string, row: (i: number) => string) => (rows: number) =>
  Buffer.from(head + Array.from({ length: rows }, (_, i) => row(i)).join(''));

const KINDS: readonly (readonly [string, (rows: number) => Buffer])[] = [
  ['a table', many('speaker,title,duration\n', (i) => `Kim ${String(i)},"Foo, bar",5 min\n`)],
  [
    'a table of what is cancelled',
    many(
      'speaker,title,status\n',
      (i) => `Kim ${String(i)},x,${i % 2 === 0 ? 'ok' : 'rejected'}\n`,
    ),
  ],
  ['a table without headings', many('', (i) => `Kim ${String(i)};Foo;5:00\n`)],
  [
    'a list',
    many(
      '',
      (i) => `${String(i % 999)}. **Kim** – [Foo](https://example.org/${String(i)}) (5 min)\n`,
    ),
  ],
  ['a list with guesses', many('', (i) => `- Kim: Foo ${String(i)}\n`)],
  ['headings that are talks', many('', (i) => `## Kim - Foo ${String(i)}\n\nWords.\n\n`)],
  ['names and titles below each other', many('', (i) => `Kim\nFoo ${String(i)}\n\n`)],
  ['titles that are indented', many('', (i) => `- Kim ${String(i)}\n  - Foo\n`)],
  ['values with names', many('', (i) => `Speaker: Kim\nTitle: Foo ${String(i)}\n\n`)],
  [
    'a drawn table',
    many('| Speaker | Title |\n|---|---|\n', (i) => `| Kim | Foo ${String(i)} |\n`),
  ],
  ['small drawn tables', many('', (i) => `| Kim | Foo ${String(i)} |\n\n`)],
  [
    'a simple table',
    many('====  ====\nName  Talk\n====  ====\n', (i) => `Kim   Foo ${String(i)}\n`),
  ],
  [
    'a calendar with long lines',
    many(
      'BEGIN:VCALENDAR\n',
      (i) => `BEGIN:VEVENT\nSUMMARY:Kim - \n Foo \n ${String(i)}\nEND:VEVENT\n`,
    ),
  ],
  ['one long line of a calendar', many('BEGIN:VCALENDAR\nSUMMARY:', (i) => `${String(i)}\n `)],
  [
    'a schedule in XML',
    many('<schedule><day date="2025-09-21"><room name="A">', (i) => {
      const title = `<title>Foo ${String(i)} &amp; x</title>`;
      return `<event>${title}<persons><person>Kim</person></persons></event>\n`;
    }),
  ],
  ['YAML', many('talks:\n', (i) => `- speaker: Kim ${String(i)}\n  title: "Foo"\n`)],
  ['columns', many('speaker,title', (i) => `,c${String(i)}`)],
  ['quotes that are never closed', many('speaker,title\n', (i) => `"Kim ${String(i)},""Foo\n`)],
  ['a drawn grid', many('', (i) => `+-----+-----+\n| Kim | F${String(i)} |\n`)],
  ['brackets and signs', many('Kim - ', (i) => `[(<*_\`${String(i)}`)],
  ['lines that separate', many('', () => '---\n')],
  ['front matter again and again', many('', (i) => `---\na: ${String(i)}\n---\n`)],
  ['comments', many('Kim - Foo\n', (i) => `# a ${String(i)}\n`)],
  ['what is left out', many('Kim - Foo\n', (i) => `Coffee break\n---\n## Part ${String(i)}\n`)],
];

/** In ms. */
function timeOf(content: Buffer): number {
  const from = processorTime();
  try {
    readSource('growth', content);
  } catch (error) {
    if (!(error instanceof InputProblem)) throw error;
  }
  return processorTime() - from;
}

/** The fastest of a few readings, in ms: what else the computer does only adds to it, by way of its caches. */
const fastest = (content: Buffer): number =>
  Math.min(...Array.from({ length: 3 }, () => timeOf(content)));

/** How much longer four times as much takes; the rows are so many that a reading can be measured. */
function growth(content: (rows: number) => Buffer): number {
  let rows = 250;
  while (content(8 * rows).length < LARGEST_HAND_WRITTEN && fastest(content(rows)) < 8) rows *= 2;
  return fastest(content(4 * rows)) / fastest(content(rows));
}

describe('four times as much', () => {
  it.each(KINDS)('of %s', (_, content) => {
    // A busy computer may slow one measurement down, not each of them.
    const measured: number[] = [];
    while (measured.length < 4 && !measured.some((ratio) => ratio < 9))
      measured.push(growth(content));
    expect(Math.min(...measured)).toBeLessThan(9);
  });
});
