/** The columns of a table, and what people call them. */
import { tidy } from '../system/characters.ts';

export type Column =
  | 'speaker'
  | 'title'
  | 'duration'
  | 'order'
  | 'pronouns'
  | 'sayAs'
  | 'notes'
  | 'skip'
  | 'rules'
  | 'silent'
  | 'noFlash';

/** The first name of each is the one that we write; where two columns compete, the earlier name wins. */
const NAMES: Readonly<Record<Column, readonly string[]>> = {
  speaker: [
    'speaker',
    'name',
    'speaker name',
    'speakers',
    'speaker names',
    'presenter',
    'presenters',
  ],
  title: ['title', 'talk', 'talk title', 'title of the talk', 'proposal title', 'topic', 'subject'],
  duration: ['duration', 'length', 'minutes'],
  order: ['order', 'no', 'no.', 'nr', 'nr.', '#', 'position'],
  pronouns: ['pronouns'],
  sayAs: ['say as', 'sayas', 'pronunciation', 'pronounced'],
  notes: ['notes', 'note', 'remarks', 'comments', 'comment'],
  skip: ['skip', 'skipped'],
  rules: ['rules'],
  silent: ['silent'],
  noFlash: ['no flash', 'noflash'],
};

const plain = (heading: string): string =>
  tidy(heading)
    .toLowerCase()
    .replace(/[_\s-]+/g, ' ');

const RANKED = new Map<string, { readonly column: Column; readonly rank: number }>();
for (const column of Object.keys(NAMES) as Column[]) {
  NAMES[column].forEach((name, rank) => RANKED.set(name, { column, rank }));
}

/** The column that a heading names, in any case, or undefined. */
export const columnOf = (heading: string): Column | undefined => RANKED.get(plain(heading))?.column;

/** How we write a column's heading. */
export const headingOf = (column: Column): string => NAMES[column][0] ?? column;

/** Which cell of a row holds which column. */
export type Layout = ReadonlyMap<Column, number>;

/** The layout that a row of headings gives. */
export function layoutOf(headings: readonly string[]): Layout {
  const best = new Map<Column, { readonly index: number; readonly rank: number }>();
  headings.forEach((heading, index) => {
    const known = RANKED.get(plain(heading));
    if (!known) return;
    const before = best.get(known.column);
    if (!before || known.rank < before.rank) best.set(known.column, { index, rank: known.rank });
  });
  return new Map([...best].map(([column, { index }]) => [column, index]));
}
