/** One talk from its single values, wherever they stand: a row of a table, or an entry of YAML or JSON. */
import { hasInk, quoted, tidy } from '../system/characters.ts';
import { goneIn, type Column } from './columns.ts';
import { durationOf, flagOf, textOf, type Field } from './talk-fields.ts';
import type { Talk } from './lineup.ts';
import type { LengthUnit } from './lengths.ts';
import type { SourceText, Span } from './source.ts';

/** Gives the value of a column, or undefined where the source has none. */
export type Values = (column: Column) => Field | undefined;

/** What a talk that is not given any more is, "cancelled"; undefined for one that is given. */
export function goneOf(values: Values): string | undefined {
  const text = (column: Column): string => tidy(values(column)?.text.slice(0, 200) ?? '');
  if (YES.test(text('cancelled')) || NO.test(text('active'))) return 'cancelled';
  const status = text('status');
  if (NO.test(status)) return 'rejected';
  return (
    goneIn(status, true) ??
    goneIn(text('cancelled')) ??
    goneMark(text('title')) ??
    goneMark(text('speaker'))
  );
}

const YES = /^(?:yes|y|true|x|1|ja|oui|s[ií]|sim|tak|✓|✔)$/i;
const NO = /^(?:no|n|false|0|nein|non|não|nie)$/i;

/** "CANCELLED: Foo", "Foo (withdrawn)", "[cancelled] Foo". */
export function goneMark(text: string): string | undefined {
  const [, front, inFront, behind] =
    /^(?:[([]([^)\]]{3,20})[)\]]|([^:–—]{3,20}?)\s*[:–—]\s)|[([]([^()[\]]{3,20})[)\]]$/u.exec(
      text,
    ) ?? [];
  const mark = front ?? inFront ?? behind;
  return mark === undefined ? undefined : goneIn(mark);
}

/**
 * Checks the values and makes the talk; mistakes in them are kept by the source (`tried`), whose `whole` tells
 * them all. `whole` is marked where a value that must be there is missing.
 */
export function talkFrom(source: SourceText, values: Values, whole: Span, unit?: LengthUnit): Talk {
  const value = (column: Column): Field =>
    values(column) ?? { text: '', at: whole.at, length: whole.length };
  const text = (column: Column, what: string): string =>
    source.tried(() => textOf(source, value(column), what)) ?? '';
  const flag = (column: Column): boolean =>
    source.tried(() => flagOf(source, value(column), `"${column}"`)) ?? false;

  // Where the name itself cannot be read, that is told, and not that there is none.
  const speaker = source.tried(() => speakerOf(source, value, values)) ?? 'TBA';
  const title = text('title', 'the title');
  const duration = source.tried(() => durationOf(source, value('duration'), undefined, unit));
  const texts = {
    notes: text('notes', 'the notes'),
    sayAs: text('sayAs', 'the pronunciation'),
    pronouns: text('pronouns', 'the pronouns'),
    rules: text('rules', 'the name of the rules'),
  };
  const flags = { silent: flag('silent'), noFlash: flag('noFlash'), skip: flag('skip') };
  if (speaker === '') {
    const whose = title === '' ? '' : ` for ${quoted(title)}`;
    const mend = 'write who speaks, or TBA, or take the talk out';
    throw source.problem(value('speaker'), `no speaker${whose}: ${mend}`);
  }
  return {
    speaker,
    title,
    ...(duration === undefined ? {} : { duration }),
    ...withoutEmpty(texts),
    ...withoutEmpty(flags),
    line: source.lineAt((values('speaker') ?? values('firstName') ?? whole).at),
  };
}

/** Only what is there: neither empty texts nor marks that are not set. */
function withoutEmpty<T extends Record<string, string | boolean>>(values: T): Partial<T> {
  const kept = Object.entries(values).filter(([, value]) => value !== '' && value !== false);
  return Object.fromEntries(kept) as Partial<T>;
}

/** Scripts in which the surname comes first and no blank stands between. */
const SURNAME_FIRST = /^[\p{Script=Han}\p{Script=Hiragana}\p{Script=Katakana}\p{Script=Hangul}]+$/u;

/** Several in one cell stand on lines of their own; a name in two columns is one; others join them. */
function speakerOf(source: SourceText, value: (column: Column) => Field, values: Values): string {
  const text = (column: Column): string => {
    const { text: all, ...field } = value(column);
    const lines = all.split(/[\r\n]+/).filter(hasInk);
    return textOf(source, { ...field, text: namesJoined(lines) }, 'the name');
  };
  let speaker = text('speaker');
  if (speaker === '') {
    const [first, last] = [text('firstName'), text('lastName')];
    const names = SURNAME_FIRST.test(first + last) ? [last, first] : [first, last];
    speaker = names.filter((name) => name !== '').join(' ');
  }
  const other = values('coSpeaker') ? text('coSpeaker') : '';
  if (other === '' || speaker.includes(other)) return speaker;
  return speaker === '' ? other : `${speaker} & ${other}`;
}

/** `A`, `A & B`, `A, B & C`, without list marks and commas at their ends. */
export function namesJoined(lines: readonly string[]): string {
  const [only, another] = lines;
  if (another === undefined) return only ?? '';
  const names = lines
    .map((line) => tidy(line.slice(0, 600)).replace(/^[-*•]\s+|\s*[,;&]$/g, ''))
    .filter(hasInk);
  return names.length < 2
    ? (names[0] ?? '')
    : `${names.slice(0, -1).join(', ')} & ${names.at(-1) ?? ''}`;
}
