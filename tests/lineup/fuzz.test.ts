/**
 * Every importer with damaged input: an answer or an InputProblem whose message can be printed, soon.
 * Bounded for CI; LINEUP_FUZZ=100000 tries longer.
 */
import { readFileSync, readdirSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { processorTime } from '../support/processor-time.ts';
import { mulberry32 } from '../../host/system/random.ts';
import { writeJson, writeYaml } from '../../host/lineup/write.ts';
import { damaged, use } from './damage.ts';
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
  ['CSV without headings', csv.slice(csv.indexOf('\n') + 1)],
  [
    'a form',
    '"Timestamp","Your name\n(first and last)","Title of your talk?","How long do you need?","Status"\n1,Kim <k@example.org>,"Foo, bar",5 min.,accepted\n2,"Noor\nJo",CANCELLED: x,PT5M,withdrawn\n',
  ],
  [
    'Markdown',
    '---\ntitle: x\n---\n# Evening\n\n- [ ] **Kim** – [Foo](https://example.org) (5 min)\n- 17:05 Noor: `Bar`\n  - Jo\n\n| # | Name | Talk |\n|---|:-:|---|\n| 1 | Kim | ~~Foo~~ |\n\n### "Baz" by Mika\n',
  ],
  [
    'RST and org',
    'Talks\n=====\n\n.. x\n\n====  ====\nName  Talk\n====  ====\nKim   Foo\n====  ====\n\n+----+----+\n| a  | b  |\n+====+====+\n| c  | d  |\n+----+----+\n\n* Evening\n** Noor - Bar\n| Speaker | Title |\n|---------+-------|\n| Jo | [[http://x.org][Baz]] |\n',
  ],
  ['labels', 'Speaker: Kim\nTitle: Foo\nLength: 5 Minuten\n\nName: Noor\nTitle: „Bar“\n'],
  ['YAML', writeYaml(read(csv))],
  ['JSON', writeJson(read(csv))],
  ...readdirSync(FIXTURES).map((name): [string, string] => [
    name,
    readFileSync(join(FIXTURES, name), 'utf8'),
  ]),
];

describe('damaged input', () => {
  it.each(samples)('%s: an answer or a clear problem, soon', (name, sample) => {
    const random = mulberry32(name.length * 7919 + TRIES);
    let slowest = 0;
    for (let i = 0; i < TRIES; i += 1) {
      const text = damaged(sample, random);
      const bytes = Buffer.from(text);
      if (i % 10 === 0 && bytes.length > 0)
        bytes[Math.floor(random() * bytes.length)] = Math.floor(random() * 256);
      const start = processorTime();
      try {
        use(bytes);
      } catch (error) {
        throw new Error(
          `failed on ${JSON.stringify(text.length > 3000 ? `${String(i)} of ${name}` : text)}`,
          { cause: error },
        );
      }
      slowest = Math.max(slowest, processorTime() - start);
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
    ['stars', `Kim - ${'*a '.repeat(600)}\n`.repeat(50)],
    ['underscores', `Kim - ${'_a '.repeat(600)}\n`.repeat(50)],
    ['quotes in lines', `${'"a '.repeat(600)}\n`.repeat(50)],
    ['links', `Kim - ${'[a]('.repeat(450)}\n`.repeat(50)],
    ['"by"', `${'by A '.repeat(390)}\n`.repeat(100)],
    ['bars', `${'|a'.repeat(900)}\n`.repeat(30)],
    ['small tables', '|a|b|\n\n'.repeat(1000)],
    ['rules', '== ==\n\n'.repeat(10_000)],
    ['grids', `+--+\n${'| a |\n'.repeat(10_000)}+--+`],
    ['headings', '## a\n'.repeat(10_000)],
    ['hashes', '# a\n'.repeat(40_000)],
    ['names to be continued', 'Kim &\n'.repeat(10_000)],
    ['lines that go in', Array.from({ length: 1000 }, (_, i) => `${' '.repeat(i)}- a`).join('\n')],
    ['addresses', `speaker,title\n${'a@'.repeat(240)},${'@a.b'.repeat(120)}\n`.repeat(200)],
    ['labels', 'Title: a\nSpeaker: b\n'.repeat(4000)],
    ['lengths', `speaker,title,duration\n${'a,b,5m'.repeat(1)}${'5m'.repeat(40)}\n`.repeat(400)],
    ['blank lines', '\n'.repeat(100_000)],
    ['blanks', `A${' '.repeat(100_000)}b`],
    ['blanks round dashes', `A - b\n${' \t'.repeat(100_000)}-`],
    ['dashes', `A ${'- '.repeat(100_000)}`],
    ['brackets behind a title', `A - ${'('.repeat(100_000)}`],
    ['commas', `speaker${','.repeat(100_000)}`],
    ['columns', `speaker,${'title,'.repeat(100_000)}\nA,b`],
    ['comments', '# name:'.repeat(100_000)],
    ['XML elements', `<schedule>${'<a/>'.repeat(100_000)}</schedule>`],
    ['XML depth', `<schedule>${'<a>'.repeat(100_000)}`],
    [
      'XML attributes',
      `<schedule ${Array.from({ length: 20_000 }, (_, i) => `a${String(i)}="" `).join('')}/>`,
    ],
    ['XML text', `<schedule><day><room><event><title>${'a&lt;'.repeat(100_000)}`],
    ['XML entities', `<schedule>${'&nbsp;'.repeat(100_000)}</schedule>`],
    ['XML comments', `<?xml version="1.0"?>${'<!-- -->'.repeat(100_000)}<schedule/>`],
    [
      'persons',
      `<schedule><day><room><event><persons>${'<person>A</person>'.repeat(50_000)}</persons></event></room></day></schedule>`,
    ],
    [
      'VTIMEZONE rules',
      `BEGIN:VCALENDAR\nBEGIN:VTIMEZONE\nTZID:x\n${'BEGIN:STANDARD\nDTSTART:16010101T030000\nTZOFFSETTO:+0100\nEND:STANDARD\n'.repeat(3000)}END:VTIMEZONE\n${'BEGIN:VEVENT\nDTSTART;TZID=x:20250801T000000\nEND:VEVENT\n'.repeat(3000)}END:VCALENDAR`,
    ],
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
    const start = processorTime();
    use(Buffer.from(text));
    expect(processorTime() - start).toBeLessThan(LATE);
  });
});
