/**
 * Comma-separated values, record by record, each field with its place in the source: that is why
 * this is not a package's reader, none of which tells the column of a field. The tests hold it
 * against csv-parse. Quotes as in RFC 4180; besides, a quote in the middle of a bare field is
 * itself, and blanks before an opening quote are passed over.
 */
import type { Field } from './talk-fields.ts';
import type { SourceText } from './source.ts';

export type Delimiter = ',' | ';' | '\t';

/** Excel's `sep=;` in front of everything. */
const SEP_LINE = /^sep=[,;\t]\r?\n/i;

/** A `#` that stands alone in its cell is a heading ("number"), not a comment. */
export const isComment = (text: string, at: number, delimiter: Delimiter): boolean =>
  text.startsWith('#', at) && !text.startsWith(delimiter, at + 1);

/**
 * Yields the records of a text; blank lines are passed over. A line is one field, whatever is in it,
 * where `isWhole` says so of its beginning: comments are. Throws InputProblem at a quote that is never
 * closed.
 */
export function* records(
  source: SourceText,
  delimiter: Delimiter,
  isWhole: (at: number) => boolean = () => false,
): Generator<Field[]> {
  const { text } = source;
  let at = SEP_LINE.exec(text)?.[0].length ?? 0;
  while (at < text.length) {
    const record: Field[] = [];
    const commented = isWhole(at);
    for (let more = true; more;) {
      const field = commented ? bare(text, at, /[\r\n]/g) : fieldAt(source, at, delimiter);
      record.push(field.value);
      at = field.end;
      more = !commented && text.startsWith(delimiter, at);
      if (more) at += 1;
    }
    at += text.startsWith('\r\n', at) ? 2 : 1;
    if (record.length > 1 || record[0]?.wasQuoted === true || record[0]?.text !== '') yield record;
  }
}

interface Read {
  readonly value: Field;
  /** Offset of what ended the field: a delimiter, a line break, or the end of the text. */
  readonly end: number;
}

const ENDS = { ',': /[,\r\n]/g, ';': /[;\r\n]/g, '\t': /[\t\r\n]/g } as const;
const BLANKS = { ',': /[ \t]*/y, ';': /[ \t]*/y, '\t': / */y } as const;

function fieldAt(source: SourceText, at: number, delimiter: Delimiter): Read {
  const blanks = BLANKS[delimiter];
  blanks.lastIndex = at;
  const open = at + (blanks.exec(source.text)?.[0].length ?? 0);
  if (source.text[open] !== '"') return bare(source.text, at, ENDS[delimiter]);
  return inQuotes(source, open, delimiter);
}

/** A field without quotes; blanks round it do not count. */
function bare(text: string, from: number, ends: RegExp): Read {
  ends.lastIndex = from;
  const end = ends.exec(text)?.index ?? text.length;
  const whole = text.slice(from, end);
  const trimmed = whole.trim();
  const at = from + whole.length - whole.trimStart().length;
  return { value: { text: trimmed, at, length: trimmed.length, wasQuoted: false }, end };
}

function inQuotes(source: SourceText, open: number, delimiter: Delimiter): Read {
  const { text } = source;
  let close = text.indexOf('"', open + 1);
  while (close >= 0 && text[close + 1] === '"') close = text.indexOf('"', close + 2);
  if (close < 0) {
    throw source.problem(
      { at: open, length: 1 },
      'this quote is never closed: put another at the end of the field',
    );
  }
  const rest = bare(text, close + 1, ENDS[delimiter]);
  if (rest.value.text !== '') throw textBehind(source, open, close);
  const inner = text.slice(open + 1, close).replaceAll('""', '"');
  return {
    value: { text: inner, at: open + 1, length: close - open - 1, wasQuoted: true },
    end: rest.end,
  };
}

/** Either a quote inside a quoted field stands single, or the opening one was never closed. */
function textBehind(source: SourceText, open: number, close: number): Error {
  const from = source.lineAt(open);
  const to = source.lineAt(close);
  if (from === to) {
    const mend = 'inside a quoted field, write a quote twice ("")';
    return source.problem(
      { at: close, length: 1 },
      `there is text after this closing quote: ${mend}`,
    );
  }
  const message = `this quote is closed only in line ${String(to)}, and there text follows: is a closing quote missing?`;
  return source.problem({ at: open, length: 1 }, message);
}
