/** The columns of a table: which heading names which, exactly or as forms ask for it. */
import { tidy } from '../system/characters.ts';
import { GONE, NAMES, OTHER, QUESTIONS, type Column } from './column-names.ts';

export type { Column } from './column-names.ts';

/** Small letters without accents. */
const folded = (text: string): string =>
  tidy(text.slice(0, LONGEST_HEADING))
    .normalize('NFKD')
    .replace(/(?!\u3099|\u309a)\p{M}+/gu, '')
    .normalize('NFC')
    .toLowerCase()
    .replaceAll('ł', 'l')
    .replaceAll('’', "'");
/** More is no heading, and the questions take quadratic time. */
const LONGEST_HEADING = 200;

/** Letters, digits and `#` alone: "Author(s)" is `authors`. */
const keyOf = (heading: string): string => folded(heading).replace(/[^\p{L}\p{N}#]+/gu, '');

const RANKED = new Map<string, { readonly column: Column; readonly rank: number }>();
for (const column of Object.keys(NAMES) as Column[]) {
  NAMES[column]
    .join('; ')
    .split('; ')
    .forEach((name, rank) => {
      if (!RANKED.has(keyOf(name))) RANKED.set(keyOf(name), { column, rank });
    });
}

/** The column that a heading names, in any case, or undefined. */
export const columnOf = (heading: string): Column | undefined => RANKED.get(keyOf(heading))?.column;

/** How we write a column's heading. */
export const headingOf = (column: Column): string => NAMES[column][0]?.split('; ')[0] ?? column;

/** Which cell of a row holds which column. */
export type Layout = ReadonlyMap<Column, number>;

interface Ranked {
  readonly column: Column;
  readonly rank: number;
}

/** No table of talks has more. */
const MOST_COLUMNS = 300;
/** Behind every exact name. */
const GUESSED = 1000;

/** What a heading is: by its name, without what stands in brackets, by its first line, or as a question. */
function rankedOf(heading: string): Ranked | undefined {
  const short = heading.slice(0, LONGEST_HEADING);
  const exact = [
    short,
    short.replace(/\([^)]*\)|\[[^\]]*\]/g, ''),
    /^.*/.exec(short.trim())?.[0] ?? '',
  ];
  for (const text of exact) {
    const known = RANKED.get(keyOf(text));
    if (known) return known;
  }
  const asked = folded(short);
  if (OTHER.test(asked) && !/\bstat(?:us|e)\b|pronoun/.test(asked)) return undefined;
  const question = QUESTIONS.find(([, test]) => test.test(asked));
  return question && { column: question[0], rank: GUESSED };
}

/** The layout that a row of headings gives. `exactly` takes the names of columns alone, no questions. */
export function layoutOf(headings: readonly string[], exactly = false): Layout {
  const best = new Map<Column, { readonly index: number; readonly rank: number }>();
  headings.slice(0, MOST_COLUMNS).forEach((heading, index) => {
    const known = heading === '' ? undefined : rankedOf(heading);
    if (!known || (exactly && known.rank === GUESSED)) return;
    const before = best.get(known.column);
    if (!before || known.rank < before.rank) best.set(known.column, { index, rank: known.rank });
  });
  const layout = new Map([...best].map(([column, { index }]): [Column, number] => [column, index]));
  return withNames(headings, layout);
}

/** "Name" is the title where another column holds speakers, the surname beside a first name, and so on. */
function withNames(headings: readonly string[], layout: Map<Column, number>): Layout {
  const bare = headings.findIndex((heading) => BARE.has(keyOf(heading)));
  if (bare < 0) return layout;
  const speaker = layout.get('speaker');
  if (speaker !== undefined && speaker !== bare) {
    if (!layout.has('title') && TITLES.has(keyOf(headings[bare] ?? ''))) layout.set('title', bare);
    return layout;
  }
  const [first, last] = [layout.has('firstName'), layout.has('lastName')];
  if (first === last) return layout;
  layout.delete('speaker');
  layout.set(first ? 'lastName' : 'firstName', bare);
  return layout;
}

const BARE = new Set(['name', 'nom', 'nombre', 'nome']);
const TITLES = new Set(['name']);

/** What a talk with such a state is: "cancelled", "rejected", "withdrawn"; undefined for one that is given. */
export function goneIn(state: string): string | undefined {
  const text = folded(state).replace(/^[\s*_[(:-]+|[\s*_\])!.:-]+$/g, '');
  return GONE.find(([, test]) => test.test(text))?.[0];
}
