/** Bytes to a lineup. What kind of source it is, is told by what it holds, never by its name. */
import { decode } from './decode.ts';
import { MOST_TALKS } from './fields.ts';
import type { Lineup } from './lineup.ts';
import { readPlain } from './plain.ts';
import type { SourceText } from './source.ts';
import { delimiterOf, readTable } from './table.ts';

/** People write less than this; only exports may be larger. */
const LARGEST_HAND_WRITTEN = 1024 * 1024;

/**
 * Reads a lineup: plain text or a table. `source` is what messages call it. Throws InputProblem for
 * anything that is not a lineup of at least one talk.
 */
export function readLineup(source: string, bytes: Uint8Array): Lineup {
  const text = decode(source, bytes);
  if (text.text.trim() === '') throw text.problemAll(`this is empty: ${HOW_TO_WRITE}`);
  if (bytes.length > LARGEST_HAND_WRITTEN) {
    throw text.problemAll(
      'this is larger than 1 MB, and no export of a conference: is it the right file?',
    );
  }
  return checkedSize(text, readByKind(text));
}

const HOW_TO_WRITE = 'write one talk a line, "Speaker - Title"';

function readByKind(text: SourceText): Lineup {
  if (/^\s*<(?:!doctype|html)/i.test(text.text)) {
    throw text.problemAll('this is a web page, not a lineup: does the address ask for a login?');
  }
  const delimiter = delimiterOf(text);
  return delimiter === undefined ? readPlain(text) : readTable(text, delimiter);
}

function checkedSize(text: SourceText, lineup: Lineup): Lineup {
  if (lineup.talks.length === 0) throw text.problemAll(`there is no talk in this: ${HOW_TO_WRITE}`);
  if (lineup.talks.length > MOST_TALKS) {
    const count = lineup.talks.length.toLocaleString('en');
    throw text.problemAll(`${count} talks are too many for any session: is it the right file?`);
  }
  return lineup;
}
