/** Bytes to a lineup. What kind of source it is, is told by what it holds, never by its name. */
import { decode } from './decode.ts';
import { MOST_TALKS } from './fields.ts';
import { parseJson } from './json.ts';
import type { Lineup } from './lineup.ts';
import { readOwn } from './own.ts';
import { readPlain } from './plain.ts';
import type { SourceText } from './source.ts';
import { delimiterOf, readTable } from './table.ts';

/** People write less than this; only exports may be larger. */
const LARGEST_HAND_WRITTEN = 1024 * 1024;

/**
 * Reads a lineup: plain text, a table, or our own YAML or JSON. `source` is what messages call it.
 * Throws InputProblem for anything that is not a lineup of at least one talk.
 */
export function readLineup(source: string, bytes: Uint8Array): Lineup {
  const text = decode(source, bytes);
  if (text.text.trim() === '') throw text.problemAll(`this is empty: ${HOW_TO_WRITE}`);
  if (bytes.length > LARGEST_HAND_WRITTEN) {
    const doubt = 'and no export of a conference: is it the right file?';
    throw text.problemAll(`this is larger than 1 MB, ${doubt}`);
  }
  return checkedSize(text, readByKind(text));
}

const HOW_TO_WRITE = 'write one talk a line, "Speaker - Title"';

/** An object, or a list of anything but words: a line "[TBA] - Title" is no JSON. */
const JSON_START = /^\s*(?:\{\s*["}]|\[\s*[[{"\]])/;
/** One of our keys, or an entry that begins with one. */
const YAML_START =
  /^(?:---|%YAML|(?:name|start|end|changeover|talks)[ \t]*:(?:\s|$)|-[ \t]+["']?(?:speaker|name|title|talk)["']?[ \t]*:\s)/i;

function looksLikeYaml(text: string): boolean {
  for (const { 0: line } of text.matchAll(/[^\r\n]+/g)) {
    if (line.trim() !== '' && !line.startsWith('#')) {
      return YAML_START.test(line) || /^talks:[ \t]*(?:#.*)?\r?$/m.test(text);
    }
  }
  return false;
}

function readByKind(text: SourceText): Lineup {
  if (/^\s*<(?:!doctype|html)/i.test(text.text)) {
    throw text.problemAll('this is a web page, not a lineup: does the address ask for a login?');
  }
  if (JSON_START.test(text.text)) {
    parseJson(text);
    return readOwn(text);
  }
  if (looksLikeYaml(text.text)) return readOwn(text);
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
