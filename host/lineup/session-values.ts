/** What a lineup says of its session as a whole: name, planned start and end, changeover. */
import type { Duration } from '../../protocol/time.ts';
import { quoted } from '../system/characters.ts';
import { durationOf, momentOf, textOf, type Field } from './talk-fields.ts';
import type { SourceText } from './source.ts';

export interface SessionValues {
  name?: string;
  changeover?: Duration;
  start?: string;
  end?: string;
}

export type SessionKey = keyof SessionValues;

export const SESSION_KEYS: readonly SessionKey[] = ['name', 'start', 'end', 'changeover'];

/** Takes one value; an empty one is as none. */
export function takeValue(
  source: SourceText,
  key: SessionKey,
  field: Field,
  into: SessionValues,
): void {
  if (field.text.trim() === '') return;
  if (key === 'name') into.name = textOf(source, field, "the session's name");
  else if (key === 'changeover') {
    const read = durationOf(source, field, 'the changeover');
    if (read !== undefined) into.changeover = read;
  } else into[key] = moment(source, key, field);
}

function moment(source: SourceText, key: 'start' | 'end', field: Field): string {
  const iso = momentOf(field.text);
  if (iso !== undefined) return iso;
  const what = `the session's ${key} ${quoted(field.text)} cannot be read`;
  throw source.problem(field, `${what}: write date and time as 2025-07-16T17:30`);
}

const COMMENT = new RegExp(`^#[ \\t]*(${SESSION_KEYS.join('|')})[ \\t]*:[ \\t]*`, 'i');

/** Whether a comment says something of the session: `# start: …`. */
export const isSessionComment = (text: string): boolean => COMMENT.test(text);

/**
 * In plain lists and tables these values stand in comment lines, `# start: 2025-07-16T17:30`; any
 * other comment is left out. A spreadsheet that saves such a line again puts empty cells behind
 * it: those are dropped.
 */
export function takeComment(source: SourceText, comment: Field, into: SessionValues): void {
  const match = COMMENT.exec(comment.text);
  const key = SESSION_KEYS.find((known) => known === match?.[1]?.toLowerCase());
  if (!match || !key) {
    source.leftOut('comment line', comment);
    return;
  }
  const rest = comment.text.slice(match[0].length);
  const text = comment.wasQuoted === true ? rest : withoutEmptyCells(rest);
  takeValue(source, key, { text, at: comment.at + match[0].length, length: text.length }, into);
}

/** Not a regular expression: those take quadratic time for a long run of blanks. */
function withoutEmptyCells(text: string): string {
  let end = text.length;
  while (end > 0 && /[,;\s]/.test(text.charAt(end - 1))) end -= 1;
  return text.slice(0, end);
}
