/**
 * Plain text, one talk a line: `Speaker - Title`.
 * - The hyphen may be an en or em dash; it needs a space on each side. The first one divides.
 * - A length in brackets at the end, with a colon or a unit, is the duration: `(10:00)`, `[3 min]`.
 * - `#` begins a comment line; `# name:`, `# start:`, `# end:`, `# changeover:` speak of the session.
 * - A number or a bullet before the speaker is left out: `1. `, `2) `, `* `.
 * - A short line without a dash is a speaker whose title is not known yet.
 */
import { parseDuration } from '../../protocol/time.ts';
import { durationOf, textOf, type Field } from './talk-fields.ts';
import { takeComment, type SessionValues } from './session-values.ts';
import type { Lineup, Talk } from './lineup.ts';
import type { SourceText } from './source.ts';
import { columnOf } from './columns.ts';

const DASH = /(?:^|\s+)(?:-{1,3}|[\u2010-\u2015\u2212])(?=\s|$)\s*/u;
const LISTED = /^(?:\d{1,3}[.)]|[*\u2022])\s+/u;
const BRACKETED = /\s*[([]\s*(\d{1,4}(?::\d\d){1,2}|\d{1,6}\s*(?:s|sec|m|min|h))\s*[)\]]$/iu;
/** A longer line is no talk; and the expressions above take quadratic time for a long run of blanks. */
const LONGEST_LINE = 2_000;
/** A line longer than this without a dash is no name. */
const LONGEST_NAME = 50;

/** Reads a list. Throws InputProblem for what is no talk: all of it. */
export const readPlain = (source: SourceText): Lineup => source.whole(() => listIn(source));

function listIn(source: SourceText): Lineup {
  const talks: Talk[] = [];
  const session: SessionValues = {};
  for (const line of linesOf(source.text)) {
    source.tried(() => {
      if (line.text.startsWith('#')) takeComment(source, line, session);
      else if (line.text !== '') addTalk(source, line, talks);
    });
  }
  return { ...session, talks, remarks: source.remarks };
}

/** The lines, trimmed, each with its place. */
function* linesOf(text: string): Generator<Field> {
  for (const { 0: whole, index } of text.matchAll(/[^\r\n]+/g)) {
    const trimmed = whole.trim();
    yield { text: trimmed, at: index + whole.indexOf(trimmed), length: trimmed.length };
  }
}

function addTalk(source: SourceText, whole: Field, talks: Talk[]): void {
  if (whole.length > LONGEST_LINE) {
    throw source.problem(whole, 'this line is far too long for a talk: is this the right file?');
  }
  const line = part(whole, LISTED.exec(whole.text)?.[0].length ?? 0);
  const dash = DASH.exec(line.text);
  const name = dash ? part(line, 0, dash.index) : bareName(source, line);
  const speaker = textOf(source, name, 'the name');
  if (speaker === '') {
    const mend = 'write "Speaker - Title", one talk a line';
    throw source.problem(line, `no speaker before the dash: ${mend}`);
  }
  const rest = dash ? part(line, dash.index + dash[0].length) : part(line, line.length);
  const bracket = BRACKETED.exec(rest.text);
  const title = textOf(source, part(rest, 0, bracket?.index ?? rest.length), 'the title');
  // A first line "Speaker - Title" is a heading.
  if (talks.length === 0 && columnOf(speaker) === 'speaker' && columnOf(title) === 'title') return;
  const duration = bracket ? durationOf(source, inBrackets(rest, bracket)) : undefined;
  const at = source.lineAt(line.at);
  talks.push({ speaker, title, ...(duration === undefined ? {} : { duration }), line: at });
}

/** A line that has no dash, if it can be taken for a name. */
function bareName(source: SourceText, line: Field): Field {
  const problem = 'no " - " between speaker and title';
  if (/[,;|\t]/.test(line.text)) {
    const mend = 'for a table, the first line must name the columns: speaker,title,duration';
    throw source.problem(line, `${problem} (${mend})`);
  }
  if (line.length > LONGEST_NAME || parseDuration(line.text) !== undefined) {
    throw source.problem(line, `${problem}: write one talk a line, with spaces round the dash`);
  }
  source.remark('no " - ": taken for a speaker whose title is not known', line);
  return line;
}

function inBrackets(rest: Field, bracket: RegExpExecArray): Field {
  const text = bracket[1] ?? '';
  const at = rest.at + bracket.index + bracket[0].lastIndexOf(text);
  return { text, at, length: text.length };
}

function part(field: Field, from: number, to = field.length): Field {
  return { text: field.text.slice(from, to), at: field.at + from, length: to - from };
}
