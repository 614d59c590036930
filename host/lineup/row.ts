/** One row of a table: a talk. */
import { hasInk, quoted, tidy } from './characters.ts';
import type { Column, Layout } from './columns.ts';
import type { CsvField } from './csv.ts';
import { durationOf, flagOf, textOf, type Field } from './fields.ts';
import type { Talk } from './lineup.ts';
import type { SourceText } from './source.ts';

export interface Row {
  readonly talk: Talk;
  /** From the order column; infinite where it is empty. */
  readonly order: number;
}

/** Sign-up sheets have rows that hold nothing but a number and a duration. */
export function isBlank(record: readonly CsvField[], layout: Layout): boolean {
  const columns: Column[] = ['speaker', 'title', 'notes', 'sayAs', 'pronouns'];
  return columns.every((column) => !hasInk(record[layout.get(column) ?? -1]?.text ?? ''));
}

export function readRow(source: SourceText, record: readonly CsvField[], layout: Layout): Row {
  const [first] = record;
  const nothing: Field = { text: '', at: first?.at ?? 0, length: 0 };
  const cell = (column: Column): Field => unguarded(record[layout.get(column) ?? -1] ?? nothing);
  const text = (column: Column, what: string): string => textOf(source, cell(column), what);

  const speaker = text('speaker', 'the name');
  const title = text('title', 'the title');
  if (speaker === '') {
    const whose = title === '' ? '' : ` for ${quoted(title)}`;
    const mend = 'write who speaks, or TBA, or delete the row';
    throw source.problem(cell('speaker'), `no speaker${whose}: ${mend}`);
  }
  const duration = durationOf(source, cell('duration'));
  const texts = {
    notes: text('notes', 'the notes'),
    sayAs: text('sayAs', 'the pronunciation'),
    pronouns: text('pronouns', 'the pronouns'),
    rules: text('rules', 'the name of the rules'),
  };
  const flags = {
    silent: flagOf(source, cell('silent'), 'the "silent" cell'),
    noFlash: flagOf(source, cell('noFlash'), 'the "no flash" cell'),
    skip: flagOf(source, cell('skip'), 'the "skip" cell'),
  };
  const talk = {
    speaker,
    title,
    ...(duration === undefined ? {} : { duration }),
    ...withoutEmpty(texts),
    ...withoutEmpty(flags),
    line: source.lineAt(cell('speaker').at),
  };
  return { talk, order: orderOf(source, cell('order')) };
}

/** Only what is there: neither empty texts nor marks that are not set. */
function withoutEmpty<T extends Record<string, string | boolean>>(values: T): Partial<T> {
  const kept = Object.entries(values).filter(([, value]) => value !== '' && value !== false);
  return Object.fromEntries(kept) as Partial<T>;
}

/**
 * Undoes the apostrophe that the writer sets before `=`, `+`, `-` and `@`, so that no spreadsheet
 * takes a title for a formula.
 */
function unguarded(field: CsvField | Field): Field {
  if (!/^'+[=+\-@]/.test(field.text)) return field;
  return { text: field.text.slice(1), at: field.at + 1, length: field.length - 1 };
}

function orderOf(source: SourceText, field: Field): number {
  const text = tidy(field.text).replace(/[.)]$/, '').replace(',', '.');
  if (text === '') return Infinity;
  if (/^-?\d{1,9}(\.\d{1,9})?$/.test(text)) return Number(text);
  throw source.problem(field, `the order ${quoted(field.text)} is not a number`);
}
