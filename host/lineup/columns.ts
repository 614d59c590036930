/** The columns of a table: which heading names which, exactly or as forms ask for it. */
import { quoted, tidy, visible } from '../system/characters.ts';
import { InputProblem } from '../system/problem.ts';
import { GONE, NAMES, OTHER, QUESTIONS, type Column } from './column-names.ts';

export type { Column } from './column-names.ts';

const ASCII = /^[\0-\x7f]*$/;

/** Small letters without accents. */
function folded(text: string): string {
  const tidied = tidy(text.slice(0, LONGEST_HEADING));
  if (ASCII.test(tidied)) return tidied.toLowerCase();
  return tidied
    .normalize('NFKD')
    .replace(/(?!\u3099|\u309a)\p{M}+/gu, '')
    .normalize('NFC')
    .toLowerCase()
    .replaceAll('ł', 'l')
    .replaceAll('’', "'");
}
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
      const key = keyOf(name);
      if (!RANKED.has(key)) RANKED.set(key, { column, rank });
    });
}

/** The column that a heading names, in any case, or undefined. */
export const columnOf = (heading: string): Column | undefined => RANKED.get(keyOf(heading))?.column;

/** How we write a column's heading. */
export const headingOf = (column: Column): string => NAMES[column][0]?.split('; ')[0] ?? column;

/** Which cell of a row holds which column. */
export type Layout = ReadonlyMap<Column, number>;

/** Which columns may be named, for people. */
const NAMEABLE =
  'speaker, title, duration, order, notes, pronouns, say as, first name, last name, status, skip';

/**
 * The layout that `--columns` names in order: `title,speaker,-,duration`, where `-` is not read. Throws
 * InputProblem for what is no column, for one that is named twice, and where nobody would speak.
 */
export function layoutFrom(text: string): Layout {
  const problem = (message: string): InputProblem =>
    new InputProblem(message, { source: `--columns ${visible(text.slice(0, 80))}` });
  const layout = new Map<Column, number>();
  text.split(',').forEach((name, index) => {
    if (/^\s*[-_]?\s*$/.test(name)) return;
    const column = columnOf(name);
    if (!column)
      throw problem(
        `${quoted(name.trim())} is not a column name: use ${NAMEABLE}, or - for a column to skip`,
      );
    if (layout.has(column)) throw problem(`${quoted(headingOf(column))} is named twice`);
    layout.set(column, index);
  });
  if (layout.has('speaker') || layout.has('firstName') || layout.has('lastName')) return layout;
  throw problem('no column holds the speakers: name one, e.g. --columns title,speaker');
}

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
  const before = SEEN.get(short);
  if (before !== undefined || SEEN.has(short)) return before;
  const found = rankedIn(short);
  if (SEEN.size >= MOST_COLUMNS) SEEN.clear();
  SEEN.set(short, found);
  return found;
}

/** The headings of a table are looked at several times. */
const SEEN = new Map<string, Ranked | undefined>();

function rankedIn(short: string): Ranked | undefined {
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

/**
 * What a talk with such a state is: "cancelled", "rejected", "withdrawn"; undefined for one that is given.
 * `reasoned` says that a reason may follow.
 */
export function goneIn(state: string, reasoned = false): string | undefined {
  const text = folded(state).replace(/^[\s*_[(:-]+|[\s*_\])!.:-]+$/g, '');
  // "Rejected - too long"
  const [first = ''] = text.split(/\s*[-\u2013\u2014:,;(/.]/u, 1);
  return GONE.find(([, test]) => test.test(text) || (reasoned && test.test(first)))?.[0];
}
