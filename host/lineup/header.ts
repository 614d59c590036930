/** Session values at the head of a plain list or a table: comment lines such as `# start: 2025-07-16T17:30`. */
import type { Duration } from '../../protocol/time.ts';
import { quoted } from './characters.ts';
import { durationOf, momentOf, textOf, type Field } from './fields.ts';
import type { SourceText } from './source.ts';

/** What a lineup says of the session as a whole. */
export interface SessionValues {
  name?: string;
  changeover?: Duration;
  start?: string;
  end?: string;
}

const VALUE = /^#\s*(name|start|end|changeover)\s*:\s*/i;

/**
 * Takes a session value from a comment; any other comment is passed over. A spreadsheet that saves
 * the line again puts empty cells behind it: those are dropped.
 */
export function readComment(source: SourceText, comment: Field, into: SessionValues): void {
  const match = VALUE.exec(comment.text);
  if (!match) return;
  const key = (match[1] ?? '').toLowerCase();
  const text = comment.text.slice(match[0].length).replace(/[,;\t\s]+$/, '');
  const field = { text, at: comment.at + match[0].length, length: text.length };
  if (text === '') return;
  if (key === 'name') into.name = textOf(source, field, "the session's name");
  else if (key === 'changeover') addChangeover(source, field, into);
  else addMoment(source, field, key === 'start' ? 'start' : 'end', into);
}

function addChangeover(source: SourceText, field: Field, into: SessionValues): void {
  const read = durationOf(source, field, 'the changeover');
  if (read !== undefined) into.changeover = read;
}

function addMoment(
  source: SourceText,
  field: Field,
  key: 'start' | 'end',
  into: SessionValues,
): void {
  const iso = momentOf(field.text);
  if (iso === undefined) {
    const what = `the session's ${key} ${quoted(field.text)} cannot be read`;
    throw source.problem(field, `${what}: write date and time as 2025-07-16T17:30`);
  }
  into[key] = iso;
}
