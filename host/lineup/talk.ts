/** One talk from its single values, wherever they stand: a row of a table, or an entry of YAML or JSON. */
import { quoted } from '../system/characters.ts';
import type { Column } from './columns.ts';
import { durationOf, flagOf, textOf, type Field } from './talk-fields.ts';
import type { Talk } from './lineup.ts';
import type { SourceText, Span } from './source.ts';

/** Gives the value of a column, or undefined where the source has none. */
export type Values = (column: Column) => Field | undefined;

/** Checks the values and makes the talk. `whole` is marked where a value that must be there is missing. */
export function talkFrom(source: SourceText, values: Values, whole: Span): Talk {
  const value = (column: Column): Field =>
    values(column) ?? { text: '', at: whole.at, length: whole.length };
  const text = (column: Column, what: string): string => textOf(source, value(column), what);
  const flag = (column: Column): boolean => flagOf(source, value(column), `"${column}"`);

  const speaker = text('speaker', 'the name');
  const title = text('title', 'the title');
  if (speaker === '') {
    const whose = title === '' ? '' : ` for ${quoted(title)}`;
    const mend = 'write who speaks, or TBA, or take the talk out';
    throw source.problem(value('speaker'), `no speaker${whose}: ${mend}`);
  }
  const duration = durationOf(source, value('duration'));
  const texts = {
    notes: text('notes', 'the notes'),
    sayAs: text('sayAs', 'the pronunciation'),
    pronouns: text('pronouns', 'the pronouns'),
    rules: text('rules', 'the name of the rules'),
  };
  const flags = { silent: flag('silent'), noFlash: flag('noFlash'), skip: flag('skip') };
  return {
    speaker,
    title,
    ...(duration === undefined ? {} : { duration }),
    ...withoutEmpty(texts),
    ...withoutEmpty(flags),
    line: source.lineAt(value('speaker').at),
  };
}

/** Only what is there: neither empty texts nor marks that are not set. */
function withoutEmpty<T extends Record<string, string | boolean>>(values: T): Partial<T> {
  const kept = Object.entries(values).filter(([, value]) => value !== '' && value !== false);
  return Object.fromEntries(kept) as Partial<T>;
}
