/** Tables: CSV and TSV with a row of headings. Other columns than ours are named in a remark, not kept. */
import { quotedList } from '../system/characters.ts';
import { columnOf, layoutOf, type Layout } from './columns.ts';
import { isComment, records, SEP_LINE, type Delimiter } from './csv.ts';
import type { Field } from './talk-fields.ts';
import type { Lineup } from './lineup.ts';
import { takeComment, type SessionValues } from './session-values.ts';
import { SourceText } from './source.ts';
import { inOrder, isBlank, readRow, type Row } from './rows.ts';

const DELIMITERS: readonly Delimiter[] = [',', ';', '\t'];

/**
 * The delimiter of a table: the one with which the first row shows most of our headings. Undefined
 * if it shows none with any; the text is then no table.
 */
export function delimiterOf(source: SourceText): Delimiter | undefined {
  const counts = DELIMITERS.map((delimiter) => ({
    delimiter,
    known: knownHeadings(source, delimiter),
  }));
  const best = counts.reduce((a, b) => (b.known > a.known ? b : a));
  return best.known > 0 ? best.delimiter : undefined;
}

function knownHeadings(source: SourceText, delimiter: Delimiter): number {
  const line = firstRow(source.text, delimiter);
  try {
    const [cells = []] = records(new SourceText(source.name, line), delimiter);
    // A cell alone must be the speaker's: "Name" heads a list of names.
    if (cells.length === 1 && columnOf(line) !== 'speaker') return 0;
    return layoutOf(textsOf(cells)).size;
  } catch {
    return 0;
  }
}

/** The first line that is neither blank nor a comment. */
function firstRow(text: string, delimiter: Delimiter): string {
  const from = SEP_LINE.exec(text)?.[0].length ?? 0;
  for (const { 0: line } of text.slice(from).matchAll(/[^\r\n]+/g)) {
    const comment = isComment(line, 0, delimiter) || line.startsWith('"#');
    if (!comment && line.trim() !== '') return line;
  }
  return '';
}

export function readTable(source: SourceText, delimiter: Delimiter): Lineup {
  const session: SessionValues = {};
  const rows: Row[] = [];
  let headings: Field[] | undefined;
  let layout: Layout = new Map();
  let blank = 0;
  for (const record of records(source, delimiter)) {
    const [first] = record;
    // Below the headings, a quoted "#…" is a name: the writer quotes it for that.
    if (first && isComment(source.text, first.at, delimiter) && !(first.wasQuoted && headings)) {
      takeComment(source, first, session);
    } else if (!headings) {
      headings = record;
      layout = checkedLayout(source, headings);
    } else {
      checkLength(source, record, headings.length);
      if (isBlank(record, layout)) blank += 1;
      else rows.push(readRow(source, record, layout));
    }
  }
  if (blank > 0) source.remark(`rows with no speaker, title or notes: ${String(blank)}, left out`);
  return {
    ...session,
    talks: inOrder(source, rows),
    remarks: source.remarks,
  };
}

const textsOf = (cells: readonly Field[]): string[] => cells.map((cell) => cell.text);

/** What each column holds; there must be speakers. */
function checkedLayout(source: SourceText, headings: readonly Field[]): Layout {
  const layout = layoutOf(textsOf(headings));
  const [first] = headings;
  if (!layout.has('speaker') && first) {
    const found = quotedList(headings.map((heading) => heading.text.trim()));
    const last = headings.at(-1) ?? first;
    const span = { at: first.at, length: last.at + last.length - first.at };
    throw source.problem(
      span,
      `no column holds the speakers: name one "speaker" (found: ${found})`,
    );
  }
  const used = new Set(layout.values());
  const unused = headings.filter((heading, i) => !used.has(i) && heading.text.trim() !== '');
  if (unused.length > 0) {
    const list = quotedList(unused.map((heading) => heading.text.trim()));
    source.remark(`columns that are not used: ${list}`, unused[0]);
  }
  if (!layout.has('title')) source.remark('no column holds the titles: name one "title"', first);
  return layout;
}

/** Empty cells behind the last column are what spreadsheets leave; anything else there is a mistake. */
function checkLength(source: SourceText, record: readonly Field[], columns: number): void {
  const extra = record.slice(columns).find((field) => field.text.trim() !== '');
  if (!extra) return;
  const sizes = `this row has ${String(record.length)} fields, the headings are ${String(columns)}`;
  throw source.problem(
    extra,
    `${sizes}: a title with a comma or semicolon in it needs quotes round it, "like, this"`,
  );
}
