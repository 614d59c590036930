/**
 * Tables: rows of fields below a row of headings. Other columns than ours are named in a remark, not kept.
 * What stands above the headings is left out, and told.
 */
import { hasInk, quotedList } from '../system/characters.ts';
import { layoutOf, type Layout } from './columns.ts';
import { isComment, records, type Delimiter } from './csv.ts';
import type { Field } from './talk-fields.ts';
import { unitIn } from './lengths.ts';
import type { Lineup, Talk } from './lineup.ts';
import { isSessionComment, takeComment, type SessionValues } from './session-values.ts';
import { placesIn } from './places.ts';
import { SourceText } from './source.ts';
import { inOrder, isBlank, readRow, type Reading, type Row } from './rows.ts';

const DELIMITERS: readonly Delimiter[] = [',', ';', '\t'];
/** So many records are looked at for headings: spreadsheets have a name and a date above them. */
const HEAD = 12;

/** A talk, not a heading: `Speaker - Title`. */
const DASHED = /\S\s[-\u2010-\u2015]\s\S/u;

/**
 * How many of our headings a row has; none if it holds neither speakers nor titles. A question of a form
 * counts only where they ask for speaker and title: a title may look like one.
 */
export function knownHeadings(cells: readonly Field[]): number {
  const texts = textsOf(cells);
  const exact = layoutOf(texts, true);
  // A cell alone must be the speaker's: "Name" heads a list of names.
  if (cells.length === 1) return exact.has('speaker') ? 1 : 0;
  const all = layoutOf(texts);
  const people = (['speaker', 'firstName', 'lastName'] as const).some((column) => all.has(column));
  if (!people && !all.has('title')) return 0;
  if (exact.size >= 2) return all.size;
  if (texts.some((text) => DASHED.test(text.slice(0, 500)))) return 0;
  return exact.size === 1 || (people && all.has('title')) ? all.size : 0;
}

/** Whether a record is the row of headings: below the first one, "Speaker" alone is not enough. */
const isHeading = (record: readonly Field[], first: boolean): boolean =>
  knownHeadings(record) > (first ? 0 : 1);

/**
 * The delimiter of a table: the one with which a row at its beginning shows most of our headings.
 * Undefined if none does with any; the text is then no table.
 */
export function delimiterOf(source: SourceText): Delimiter | undefined {
  const counts = DELIMITERS.map((delimiter) => ({
    delimiter,
    known: mostKnown(source, delimiter),
  }));
  const best = counts.reduce((a, b) => (b.known > a.known ? b : a));
  return best.known > 0 ? best.delimiter : undefined;
}

function mostKnown(source: SourceText, delimiter: Delimiter): number {
  let looked = 0;
  try {
    for (const record of records(source, delimiter, commentsIn(source.text, delimiter))) {
      if (record[0] && isRemarked(source, record[0], delimiter)) continue;
      looked += 1;
      if (isHeading(record, looked === 1)) return knownHeadings(record);
      if (looked >= HEAD) break;
    }
  } catch {
    return 0;
  }
  return 0;
}

/** Above the headings a line that begins with a bare `#` is a comment. */
const commentsIn =
  (text: string, delimiter: Delimiter) =>
  (at: number): boolean =>
    isComment(text, at, delimiter);

const isRemarked = (source: SourceText, field: Field, delimiter: Delimiter): boolean =>
  field.text.startsWith('#') && isComment(source.text, field.at, delimiter);

/** Reads a table of fields that a delimiter separates. Throws InputProblem for what is no talk: all of it. */
export const readTable = (source: SourceText, delimiter: Delimiter, given?: Layout): Lineup =>
  source.whole(() => tableIn(source, delimiter, given));

function tableIn(source: SourceText, delimiter: Delimiter, given: Layout | undefined): Lineup {
  const session: SessionValues = {};
  let headed = given !== undefined && mostKnown(source, delimiter) === 0;
  /** Below the headings `#` is a number or a part of a title, except before our own words. */
  const isWhole = (at: number): boolean =>
    headed
      ? isSessionComment(source.text.slice(at, at + 40))
      : isComment(source.text, at, delimiter);
  const talks = readRecords(source, talking(), given, () => {
    headed = true;
  });
  return { ...session, talks, remarks: source.remarks };

  function* talking(): Generator<Field[]> {
    let looked = 0;
    for (const record of records(source, delimiter, isWhole)) {
      const [first] = record;
      if (first && isOurs(first, record))
        source.tried(() => {
          takeComment(source, first, session);
        });
      else {
        looked += 1;
        const heads = headed || isHeading(record, looked === 1) || looked > HEAD;
        if (heads) yield record;
        else if (first && record.some(({ text }) => hasInk(text)))
          source.leftOut('top line', first);
      }
    }
  }

  /** A quoted "#…" below the headings is a name: the writer quotes it for that. */
  function isOurs(first: Field, record: readonly Field[]): boolean {
    if (!first.text.startsWith('#') || (first.wasQuoted && headed)) return false;
    if (!headed) return isComment(source.text, first.at, delimiter);
    const alone = record.slice(1).every(({ text }) => !hasInk(text));
    return isSessionComment(first.text) || (alone && /^#+\s/.test(first.text));
  }
}

/**
 * The talks in the rows of a table; the first row has its headings. `given` says what the columns hold,
 * whatever they say, and that there may be none. `headed` is called when headings are read.
 */
export function readRecords(
  source: SourceText,
  table: Iterable<readonly Field[]>,
  given?: Layout,
  headed: () => void = () => undefined,
): Talk[] {
  const rows: Row[] = [];
  let headings: readonly Field[] | undefined;
  let reading: Reading = { layout: given ?? new Map(), unit: 'minutes', places: new Map() };
  for (const record of table) {
    if (!headings) {
      const isHead = !given || knownHeadings(record) > 0;
      headings = isHead ? record : [];
      if (isHead) {
        reading = readingOf(source, headings, given);
        headed();
        continue;
      }
    }
    const above = headings;
    const row = source.tried(() => rowOf(source, record, above, reading));
    if (row) rows.push(row);
  }
  return inOrder(source, rows);
}

function rowOf(
  source: SourceText,
  record: readonly Field[],
  headings: readonly Field[],
  reading: Reading,
): Row | undefined {
  if (headings.length > 0) checkLength(source, record, headings.length);
  const [first] = record;
  if (isBlank(record, reading.layout)) {
    // Cells without anything in them are blank lines of a spreadsheet.
    if (first && record.some(({ text }) => hasInk(text))) source.leftOut('empty row', first);
    return undefined;
  }
  const again = textsOf(record).join('\n') === textsOf(headings).join('\n');
  if (!again || !first) return readRow(source, record, reading);
  source.leftOut('repeated heading', first);
  return undefined;
}

const textsOf = (cells: readonly Field[]): string[] => cells.map((cell) => cell.text);

/** What each column holds; there must be speakers. */
function readingOf(
  source: SourceText,
  headings: readonly Field[],
  given: Layout | undefined,
): Reading {
  const layout = given ?? layoutOf(textsOf(headings));
  const [first] = headings;
  if (!layout.has('speaker') && !layout.has('firstName') && !layout.has('lastName') && first) {
    const found = quotedList(headings.map((heading) => heading.text.trim()));
    const last = headings.at(-1) ?? first;
    const span = { at: first.at, length: last.at + last.length - first.at };
    throw source.problem(
      span,
      `no column holds the speakers: name one "speaker" (found: ${found})`,
    );
  }
  const places = placesIn(textsOf(headings), new Set(layout.values()));
  sayUnused(source, headings, new Set([...layout.values(), ...places.values()]));
  if (!layout.has('title')) source.remark('no column holds the titles: name one "title"', first);
  const unit = unitIn(headings[layout.get('duration') ?? -1]?.text ?? '');
  return { layout, unit, places };
}

function sayUnused(
  source: SourceText,
  headings: readonly Field[],
  used: ReadonlySet<number>,
): void {
  const unused = headings.filter((heading, i) => !used.has(i) && heading.text.trim() !== '');
  if (unused.length === 0) return;
  const list = quotedList(unused.map((heading) => heading.text.trim()));
  source.remark(`columns that are not used: ${list}`, unused[0]);
}

/** Empty cells behind the last column are what spreadsheets leave; anything else there is a mistake. */
function checkLength(source: SourceText, record: readonly Field[], columns: number): void {
  const extra = record.slice(columns).find((field) => field.text.trim() !== '');
  if (!extra) return;
  const sizes = `this row has ${String(record.length)} fields, but there are ${String(columns)} headings`;
  throw source.problem(
    extra,
    `${sizes}: a title with a comma or semicolon in it needs quotes round it, "like, this"`,
  );
}
