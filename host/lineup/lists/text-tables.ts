/** Tables drawn in text: Markdown's, org's, and both of reStructuredText. */
import type { Field } from '../talk-fields.ts';
import { Line } from './line.ts';
import { bareLine } from './marks.ts';

/** A line of a text, without blanks at its ends, and where it stands. */
export interface TextLine {
  readonly text: string;
  readonly at: number;
  /** Columns of blanks before it; a tab is four. */
  readonly indent: number;
  /** True behind a blank line, and at the beginning. */
  readonly gap: boolean;
}

export interface TextTable {
  readonly rows: readonly (readonly Line[])[];
  /** True if a rule below the first row says that it holds the headings. */
  readonly ruled: boolean;
  /** How many lines it takes. */
  readonly size: number;
}

const isRule = (text: string): boolean => /^[|+]?[\s:|+=-]*[-=]{2}[\s:|+=-]*$/.test(text);
const isDrawn = (text: string): boolean => /^(?:\||\+[-=+]{2})/.test(text);
const MARKDOWN_RULE = /^\|?\s*:?-{2,}:?\s*(?:\|\s*:?-{2,}:?\s*)+\|?$/;
const SIMPLE_RULE = /^={2,}(?:[ \t]+={2,})+$/;

/** The table that begins with this line; undefined if none does. */
export function tableAt(lines: readonly TextLine[], from: number): TextTable | undefined {
  const [line, next] = [lines[from], lines[from + 1]];
  if (!line) return undefined;
  if (SIMPLE_RULE.test(line.text)) return simpleTable(lines, from);
  if (/^\.\. list-table::/.test(line.text)) return listTable(lines, from);
  const isHeaded = line.text.includes('|') && next !== undefined && MARKDOWN_RULE.test(next.text);
  if (!isDrawn(line.text) && !isHeaded) return undefined;
  const belongs = ({ text, gap }: TextLine, i: number): boolean =>
    i === 0 || (!gap && (isHeaded ? text.includes('|') : isDrawn(text)));
  const all: TextLine[] = [];
  for (let at = from, one = lines[at]; one && belongs(one, all.length); one = lines[(at += 1)])
    all.push(one);
  const rules = all.flatMap(({ text }, i) => (isRule(text) ? [i] : []));
  const isGrid = all[0]?.text.startsWith('+') === true && rules.length > 1;
  const rows = isGrid ? gridRows(all) : all.filter(({ text }) => !isRule(text)).map(cellsOf);
  return {
    rows,
    ruled: isGrid ? all.some(({ text }) => text.startsWith('+=')) : rules[0] === 1,
    size: all.length,
  };
}

/** Cells between bars; `\|` is no bar. */
export function cellsOf({ text, at }: TextLine): Line[] {
  const whole = Line.of(text, at);
  const bars = [...text.matchAll(/(?<!\\)\|/g)].map(({ index }) => index);
  const ends = [...bars.filter((bar) => bar > 0 || !text.startsWith('|')), text.length];
  let from = text.startsWith('|') ? 1 : 0;
  const cells = ends.map((end) => {
    const cell = whole.part(from, end);
    from = end + 1;
    return cell;
  });
  return text.endsWith('|') && cells.length > 1 ? cells.slice(0, -1) : cells;
}

/** Rows between rules; a cell of several lines is one. */
function gridRows(lines: readonly TextLine[]): Line[][] {
  const rows: Line[][] = [];
  let row: Line[] | undefined;
  for (const line of lines) {
    if (isRule(line.text)) {
      if (row) rows.push(row);
      row = undefined;
      continue;
    }
    const cells = cellsOf(line);
    const before: Line[] | undefined = row;
    row = before
      ? before.map((cell, i) => {
          const more = cells[i];
          return more && more.text !== '' && cell.text.length < LONGEST_CELL
            ? Line.joined(cell, more)
            : cell;
        })
      : cells;
  }
  return row ? [...rows, row] : rows;
}

/** Columns as wide as the `=====` above them. */
function simpleTable(lines: readonly TextLine[], from: number): TextTable | undefined {
  const rule = lines[from];
  const rules: number[] = [];
  for (let i = 0; i < MOST_ROWS && rules.length < 3; i += 1)
    if (SIMPLE_RULE.test(lines[from + i]?.text ?? '')) rules.push(i);
  const last = rules[2] ?? rules[1];
  if (!rule || last === undefined) return undefined;
  const starts = [...rule.text.matchAll(/=+/g)].map(({ index }) => index + rule.indent);
  const rows = lines
    .slice(from, from + last)
    .filter(({ text }) => !SIMPLE_RULE.test(text) && !/^[-\s]+$/.test(text))
    .map((line) => {
      const whole = Line.of(line.text, line.at);
      return starts.map((start, i) =>
        whole.part(start - line.indent, Math.max(0, (starts[i + 1] ?? Infinity) - line.indent)),
      );
    });
  return { rows, ruled: rules.length > 2, size: last + 1 };
}

/** A longer one is no name or title. */
const LONGEST_CELL = 2000;
/** `* - Cell` begins a row, `- Cell` goes on in it; all of it is indented below its name. */
function listTable(lines: readonly TextLine[], from: number): TextTable {
  const rows: Line[][] = [];
  let at = from + 1;
  for (
    let line = lines[at];
    line && line.indent > (lines[from]?.indent ?? 0);
    line = lines[(at += 1)]
  ) {
    const mark = /^(?:\* +)?-(?: +|$)/.exec(line.text)?.[0];
    if (mark === undefined) continue;
    if (mark.startsWith('*')) rows.push([]);
    rows.at(-1)?.push(Line.of(line.text, line.at).part(mark.length));
  }
  return { rows, ruled: true, size: at - from };
}

/** More rows than this have no rule below them. */
const MOST_ROWS = 2000;

/** A cell without emphasis and links; `<br>` divides its lines. */
export function fieldIn(cell: Line): Field {
  const { line, time, struck } = bareLine(cell, false);
  // Numbers and times in front of a cell are what it holds.
  const { field } = time === undefined && line.text !== '' ? line : cell;
  const text = field.text.replace(/<br\s*\/?>/gi, '\n');
  // What is struck through is left out as what says so in words.
  return { ...field, text: struck ? `[cancelled] ${text}` : text };
}
