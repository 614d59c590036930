/** The rows of a table: each a talk, a place in the order, or nothing. */
import { hasInk, quoted, tidy } from '../system/characters.ts';
import type { Column, Layout } from './columns.ts';
import type { Field } from './talk-fields.ts';
import type { Talk } from './lineup.ts';
import type { SourceText } from './source.ts';
import { talkFrom } from './talk.ts';

export interface Row {
  readonly talk: Talk;
  /** From the order column; infinite where it is empty. */
  readonly order: number;
}

/** Sign-up sheets have rows that hold nothing but a number and a duration. */
export function isBlank(record: readonly Field[], layout: Layout): boolean {
  const columns: Column[] = ['speaker', 'title', 'notes', 'sayAs', 'pronouns'];
  return columns.every((column) => !hasInk(record[layout.get(column) ?? -1]?.text ?? ''));
}

export function readRow(source: SourceText, record: readonly Field[], layout: Layout): Row {
  const cell = (column: Column): Field | undefined => {
    const field = record[layout.get(column) ?? -1];
    return field && unguarded(field);
  };
  const at = record[0]?.at ?? 0;
  const last = record.at(-1);
  const whole = { at, length: last ? last.at + last.length - at : 0 };
  return { talk: talkFrom(source, cell, whole), order: orderOf(source, cell('order')) };
}

/**
 * Undoes the apostrophe that the writer sets before `=`, `+`, `-` and `@`, so that no spreadsheet
 * takes a title for a formula.
 */
function unguarded(field: Field): Field {
  if (!/^'+[=+\-@]/.test(field.text)) return field;
  return { text: field.text.slice(1), at: field.at + 1, length: field.length - 1 };
}

function orderOf(source: SourceText, field: Field | undefined): number {
  const text = tidy(field?.text ?? '')
    .replace(/[.)]$/, '')
    .replace(',', '.');
  if (!field || text === '') return Infinity;
  if (/^-?\d{1,9}(\.\d{1,9})?$/.test(text)) return Number(text);
  throw source.problem(field, `the order ${quoted(field.text)} is not a number`);
}

/** By the order column where there is one; rows without a number come last, as they stand. */
export function inOrder(source: SourceText, rows: readonly Row[]): Talk[] {
  const sorted = [...rows].sort((a, b) => (a.order < b.order ? -1 : a.order > b.order ? 1 : 0));
  if (sorted.some((row, i) => row !== rows[i])) {
    source.remark('sorted by the order column: the rows stand in another order');
  }
  return sorted.map((row) => row.talk);
}
