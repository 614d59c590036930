/** The rows of a table: each a talk, a place in the order, or nothing. */
import { hasInk, quoted, tidy } from '../system/characters.ts';
import type { Column, Layout } from './columns.ts';
import type { LengthUnit } from './lengths.ts';
import type { Field } from './talk-fields.ts';
import type { Talk } from './lineup.ts';
import { isSchedule, placeIn, type Places } from './places.ts';
import type { SourceText } from './source.ts';
import { goneOf, talkFrom, type Values } from './talk.ts';

export interface Row {
  readonly talk: Talk;
  /** The cell of the order column, where there is one. */
  readonly order: Field | undefined;
}

/** Where a table's values stand, and what bare numbers in its column of lengths count. */
export interface Reading {
  readonly layout: Layout;
  readonly unit: LengthUnit;
  /** Where the rooms and times of talks stand; a table that has some is an export. */
  readonly places: Places;
}

/** Sign-up sheets have rows that hold nothing but a number and a duration. */
export function isBlank(record: readonly Field[], layout: Layout): boolean {
  const columns: Column[] = [
    'speaker',
    'firstName',
    'lastName',
    'title',
    'notes',
    'sayAs',
    'pronouns',
  ];
  return columns.every((column) => !hasInk(record[layout.get(column) ?? -1]?.text ?? ''));
}

/** The talk in a row; undefined for one that is not given any more, which is told. */
export function readRow(
  source: SourceText,
  record: readonly Field[],
  { layout, unit, places }: Reading,
): Row | undefined {
  const cell: Values = (column) => {
    const field = record[layout.get(column) ?? -1];
    return field && unguarded(field);
  };
  const at = record[0]?.at ?? 0;
  const last = record.at(-1);
  const whole = { at, length: last ? last.at + last.length - at : 0 };
  const gone = goneOf(cell);
  if (gone !== undefined) {
    source.leftOut(`${gone} row`, whole);
    return undefined;
  }
  if (isSchedule(places) && !hasSpeaker(cell)) {
    source.leftOut('row without a speaker', whole);
    return undefined;
  }
  const talk = talkFrom(source, cell, whole, unit);
  if (places.size > 0) source.places.set(talk.line ?? 0, placeIn(record, places));
  return { talk, order: cell('order') };
}

const hasSpeaker = (cell: Values): boolean =>
  (['speaker', 'firstName', 'lastName', 'coSpeaker'] as const).some((column) =>
    hasInk(cell(column)?.text ?? ''),
  );

/**
 * Undoes the apostrophe that the writer sets before `=`, `+`, `-` and `@`, so that no spreadsheet
 * takes a title for a formula.
 */
function unguarded(field: Field): Field {
  if (!/^'+[=+\-@]/.test(field.text)) return field;
  return { text: field.text.slice(1), at: field.at + 1, length: field.length - 1 };
}

/** The number in a cell such as `2.` or `#2`; infinite where it is empty, undefined where it is none. */
function orderOf(field: Field | undefined): number | undefined {
  const text = tidy(field?.text.slice(0, 40) ?? '')
    .replace(/^(?:#|no|nr)\.?\s*(?=\d)/i, '')
    .replace(/[.)]$/, '')
    .replace(',', '.');
  if (text === '') return Infinity;
  return /^-?\d{1,9}(\.\d{1,9})?$/.test(text) ? Number(text) : undefined;
}

/** By the order column where there is one of numbers; rows without one come last, as they stand. */
export function inOrder(source: SourceText, rows: readonly Row[]): Talk[] {
  const places = rows.map(({ order }) => orderOf(order));
  const odd = rows[places.indexOf(undefined)]?.order;
  if (odd) {
    const message = `the order ${quoted(odd.text)} is not a number: the column is ignored, and the talks stay in their order`;
    source.remark(message, odd);
    return rows.map(({ talk }) => talk);
  }
  const numbered = rows.map(({ talk }, i) => ({ talk, order: places[i] ?? Infinity }));
  const sorted = [...numbered].sort((a, b) => (a.order < b.order ? -1 : a.order > b.order ? 1 : 0));
  if (sorted.some((row, i) => row !== numbered[i])) {
    source.remark('sorted by the order column, which differs from the order of the rows');
  }
  return sorted.map(({ talk }) => talk);
}
