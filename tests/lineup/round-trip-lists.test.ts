/** The same talks in whatever dress people give them: each reading undoes the dress, and nothing else. */
import { describe, expect, it } from 'vitest';
import { formatDuration, minutes, type Duration } from '../../protocol/time.ts';
import { fc } from '../support/random.ts';
import { brief, read, remarksOf } from './helpers.ts';

interface Talk {
  readonly speaker: string;
  readonly title: string;
  readonly duration: Duration;
}

const FIRST = [
  'Kim',
  'Zoë',
  'Anna-Lena',
  'Ömer',
  'Łucja',
  'J.',
  'Ngọc',
  "D'Arcy",
  '例子',
  'Jo',
] as const;
const LAST = [
  'Sample',
  'Beispiel',
  'van der Example',
  "O'Sample",
  'Przykład',
  'Sample Jr.',
  'Örnek-Sample',
] as const;
const WORDS = [
  'typing:',
  'C++',
  'in',
  '5',
  'minutes',
  '(part 2)',
  'why?',
  'snake_case',
  '2 * 3',
  'a/b',
  'and, then',
  '#tag',
  '1.5',
  'é',
  '例',
  "don't",
  'x-y',
  'R&D',
  '100%',
  'by',
  '@home',
] as const;

const talk: fc.Arbitrary<Talk> = fc.record({
  speaker: fc
    .tuple(fc.constantFrom(...FIRST), fc.constantFrom(...LAST))
    .map((names) => names.join(' ')),
  // A word at both ends keeps what stands between them from being an end of the line.
  title: fc
    .array(fc.constantFrom(...WORDS), { maxLength: 5 })
    .map((words) => ['about', ...words, 'things'].join(' ')),
  duration: fc.integer({ min: 1, max: 29 }).map(minutes),
});
const talks = fc.array(talk, { minLength: 2, maxLength: 8 });

type Dress = (all: readonly Talk[]) => string;
const each =
  (line: (talk: Talk, number: number) => string): Dress =>
  (all) =>
    all.map((one, i) => line(one, i + 1)).join('\n');
const length = ({ duration }: Talk): string => String(duration / 60_000);
const row = ({ speaker, title, duration }: Talk): string =>
  `| ${speaker} | ${title} | ${formatDuration(duration)} |`;

const DRESSES: readonly (readonly [string, Dress])[] = [
  ['dashes', each((one) => `${one.speaker} - ${one.title} (${length(one)} min)`)],
  ['bullets', each((one) => `- ${one.speaker} – ${one.title} [${formatDuration(one.duration)}]`)],
  [
    'numbers',
    each((one, n) => `${String(n)}) ${one.speaker} — ${one.title}, ${length(one)} minutes`),
  ],
  ['boxes', each((one) => `* [ ] **${one.speaker}** - ${one.title} (${length(one)}')`)],
  [
    'links',
    each(
      (one) => `1. [${one.speaker}](https://example.org/x_y) - ${one.title} - ${length(one)} Min.`,
    ),
  ],
  [
    'times',
    each(
      (one, n) =>
        `17:${String(9 + n).padStart(2, '0')} ${one.speaker} - ${one.title} (${length(one)} Minuten)`,
    ),
  ],
  ['quotes', each((one) => `"${one.title}" by ${one.speaker} (${length(one)} minutos)`)],
  ['tabs', each((one) => `${one.speaker}\t${one.title}\t${length(one)}`)],
  ['bars', each((one) => `${one.speaker} | ${one.title} | ${length(one)} min`)],
  ['headings', each((one) => `## ${one.speaker} - ${one.title} (${length(one)} min)\n`)],
  [
    'names of values',
    each((one) => `Speaker: ${one.speaker}\nTitle: ${one.title}\nLength: ${length(one)}分\n`),
  ],
  [
    'Markdown',
    (all) => `# A\n\n| Speaker | Title | Length |\n|---|---|---|\n${all.map(row).join('\n')}`,
  ],
  ['org', (all) => `| Speaker | Title | Length |\n|---+---+---|\n${all.map(row).join('\n')}`],
  [
    'titles first',
    (all) =>
      `Title - Speaker\n${each((one) => `${one.title} - ${one.speaker} (${length(one)} min)`)(all)}`,
  ],
  [
    'UTF-8 with its mark',
    (all) =>
      `\ufeffspeaker;title;length\r\n${each((one) => `"${one.speaker}";"${one.title}";${length(one)}`)(all)}`,
  ],
];

describe('talks survive', () => {
  it.each(DRESSES)('%s', (_, dress) => {
    fc.assert(
      fc.property(talks, (all) => {
        const lineup = read(dress(all));
        expect(brief(lineup)).toEqual(
          all.map((one) => `${one.speaker} | ${one.title} | ${length(one)}`),
        );
        expect(remarksOf(lineup).filter((remark) => /guess|taken|not/.test(remark))).toEqual([]);
      }),
      { numRuns: 60 },
    );
  });
});
