/** Tables without headings: what their columns hold is told by what stands in them, or by whoever says so. */
import { hasInk, tidy } from '../system/characters.ts';
import { headingOf, type Column, type Layout } from './columns.ts';
import { records, type Delimiter } from './csv.ts';
import { amountOf } from './lengths.ts';
import type { Lineup } from './lineup.ts';
import type { SourceText } from './source.ts';
import { readTable } from './table.ts';
import type { Field } from './talk-fields.ts';

/** So many rows show what the columns hold. */
const LOOKED_AT = 50;
const MOST_COLUMNS = 40;

/**
 * The delimiter of a table without headings: the one that each row has as often, and at least once.
 * Undefined if there is none; the text is then a list.
 */
export function headlessDelimiter(source: SourceText): Delimiter | undefined {
  const candidates: Delimiter[] = ['\t', ';', ','];
  return candidates.find((delimiter) => isTable(source, delimiter));
}

function isTable(source: SourceText, delimiter: Delimiter): boolean {
  if (!source.text.includes(delimiter)) return false;
  const rows = firstRows(source, delimiter);
  const width = rows[0]?.length ?? 0;
  if (width < 2 || width > MOST_COLUMNS || !rows.every((row) => row.length === width)) return false;
  if (rows.some((row) => row.some(({ text }) => DASHED.test(text.slice(0, 300))))) return false;
  const quoted = rows.some((row) => row.some(({ wasQuoted }) => wasQuoted));
  // "Kim Sample, Foo" may be a list, whose other lines only happen to have as many commas.
  const tight = rows.every((row) => {
    const [first, second] = row;
    return first && second && second.at - (first.at + first.length) === 1;
  });
  if (!guessedLayout(source, delimiter).has('speaker')) return false;
  return delimiter !== ',' || ((tight || quoted) && (rows.length > 1 || width > 2));
}

/** A talk, not a cell. */
const DASHED = /\S\s[-\u2010-\u2015|]\s\S/u;

function firstRows(source: SourceText, delimiter: Delimiter): Field[][] {
  const rows: Field[][] = [];
  try {
    for (const record of records(source, delimiter)) {
      if (record[0]?.text.startsWith('# ')) continue;
      rows.push(withoutEnd(record));
      if (rows.length >= LOOKED_AT) break;
    }
  } catch {
    return [];
  }
  return rows;
}

/** Without the empty cells behind the last one. */
function withoutEnd(record: readonly Field[]): Field[] {
  let end = record.length;
  while (end > 0 && !hasInk(record[end - 1]?.text ?? '')) end -= 1;
  return record.slice(0, end);
}

/** Reads a table without headings, and says as what. Throws InputProblem for what is no talk: all of it. */
export function readHeadless(source: SourceText, delimiter: Delimiter): Lineup {
  const layout = guessedLayout(source, delimiter);
  const names = namesOf(layout);
  const turned = names.map((name) =>
    name === 'speaker' ? 'title' : name === 'title' ? 'speaker' : name,
  );
  const mend = `if that is wrong, name them: --columns ${turned.join(',')}`;
  const width = firstRows(source, delimiter)[0]?.length ?? 0;
  const unused = width - layout.size;
  const rest = unused === 0 ? '' : ` (${String(unused)} of ${String(width)} not used)`;
  source.remark(`no row of headings: the columns are read as ${names.join(', ')}${rest}; ${mend}`, {
    at: 0,
    length: 1,
  });
  return readTable(source, delimiter, layout);
}

/** The names of the columns up to the last that is read; `-` for one that is not. */
function namesOf(layout: Layout): string[] {
  const names = new Map([...layout].map(([column, index]) => [index, headingOf(column)]));
  return Array.from({ length: Math.max(...names.keys()) + 1 }, (_, i) => names.get(i) ?? '-');
}

/** What the columns hold: numbers that count up before all names, lengths, then speakers and titles, as they stand. */
function guessedLayout(source: SourceText, delimiter: Delimiter): Layout {
  const rows = firstRows(source, delimiter);
  const layout = new Map<Column, number>();
  const width = rows[0]?.length ?? 0;
  for (let index = 0; index < width; index += 1) {
    const column = columnIn(
      rows.map((row) => tidy(row[index]?.text.slice(0, 200) ?? '')),
      layout,
    );
    if (column) layout.set(column, index);
  }
  return layout;
}

function columnIn(cells: readonly string[], layout: Layout): Column | undefined {
  const filled = cells.filter((text) => text !== '');
  const all = (test: (text: string) => boolean): boolean => filled.length > 0 && filled.every(test);
  const counts = filled.every(
    (text, i) => i === 0 || Number(text.replace('.', '')) > Number(filled[i - 1]?.replace('.', '')),
  );
  if (
    all((text) => /^\d{1,4}\.?$/.test(text)) &&
    counts &&
    filled.length > 1 &&
    !layout.has('order') &&
    !layout.has('speaker')
  )
    return 'order';
  if (filled.length > 0 && areHours(filled)) return undefined;
  if (all((text) => amountOf(text) !== undefined))
    return layout.has('duration') ? undefined : 'duration';
  if (
    all((text) => /^[^\s@]+@[^\s@]+$/.test(text) || !/\p{L}/u.test(text) || /^https?:/.test(text))
  )
    return undefined;
  return (['speaker', 'title'] as const).find((column) => !layout.has(column));
}

/** Times of day: `17:00`, or several of the day that go up. */
function areHours(cells: readonly string[]): boolean {
  const at = cells.map((text) => {
    const [, h = '', m = ''] = /^(\d{1,2}):(\d\d)(?::00)?$/.exec(text) ?? [];
    return h === '' ? NaN : Number(h) * 60 + Number(m);
  });
  const goUp = at.every((time, i) => time >= 8 * 60 && (i === 0 || time > (at[i - 1] ?? 0)));
  return goUp && (at.length > 1 || (at[0] ?? 0) > 15 * 60);
}
