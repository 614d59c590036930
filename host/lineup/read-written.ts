/** A lineup as people write it, a list or a table: text alone, so that a page can read it too. */
import { layoutFrom } from './columns.ts';
import { headlessDelimiter, readHeadless } from './headless.ts';
import { isJson, isYaml } from './kind.ts';
import { MOST_TALKS, tooMany } from './limits.ts';
import type { Lineup } from './lineup.ts';
import { checkNoAddress } from './pasted-list.ts';
import { readPlain } from './plain-list.ts';
import { SourceText } from './source.ts';
import { delimiterOf, readTable } from './table.ts';
import { doubtLengths } from './talk-fields.ts';

export const HOW_TO_WRITE = 'write one talk per line, "Speaker - Title"';

/** A list or a table, told by what it holds. Throws InputProblem for anything else. */
export function readWritten(text: SourceText, columns?: string): Lineup {
  if (/^\s*<(?:!doctype|html)/i.test(text.text)) {
    throw text.problemAll(
      'this is a web page, not a lineup: does it ask for a login? (Publish a spreadsheet as CSV.)',
    );
  }
  return judged(text, readListOrTable(text, columns));
}

/** What somebody typed or pasted where no file is read. Throws InputProblem for what is neither list nor table. */
export function readTyped(name: string, typed: string): Lineup {
  const text = new SourceText(name, typed);
  if (typed.trim() === '') throw text.problemAll(`this is empty: ${HOW_TO_WRITE}`);
  checkNoAddress(name, typed);
  if (isJson(typed) || isYaml(typed) || /^\s*(?:<\?xml|BEGIN:VCALENDAR)/i.test(typed))
    throw text.problemAll(
      'here a list or a table is read: other files go to "claplight check" and "claplight run"',
    );
  return readWritten(text);
}

function readListOrTable(text: SourceText, columns: string | undefined): Lineup {
  const given = columns === undefined ? undefined : layoutFrom(columns);
  const delimiter = delimiterOf(text);
  if (delimiter !== undefined) return readTable(text, delimiter, given);
  const headless = headlessDelimiter(text);
  if (headless === undefined) return readPlain(text, given);
  return given ? readTable(text, headless, given) : readHeadless(text, headless);
}

/** With doubts about all its lengths together; throws InputProblem where it has no talk, or too many. */
export function judged(text: SourceText, read: Lineup): Lineup {
  doubtLengths(text);
  const lineup = { ...read, remarks: text.remarks };
  if (lineup.talks.length === 0) {
    const left = text.leftOutAll === undefined ? '' : ` (${text.leftOutAll})`;
    throw text.problemAll(`there is no talk in this: ${HOW_TO_WRITE}${left}`);
  }
  if (lineup.talks.length > MOST_TALKS)
    throw text.problemAll(tooMany(`${lineup.talks.length.toLocaleString('en')} talks`));
  return lineup;
}
