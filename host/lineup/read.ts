/** Bytes to a lineup. What kind of source it is, is told by what it holds, never by its name. */
import { decode } from './decode.ts';
import type { Export } from './exports/conference.ts';
import { isIcal, readIcal } from './exports/ical.ts';
import { readJsonExport } from './exports/read.ts';
import { MOST_TALKS } from './fields.ts';
import { isJson, isYaml } from './kind.ts';
import { parseJson } from './json.ts';
import type { Lineup } from './lineup.ts';
import { readOwn } from './own.ts';
import { pick, wantsNothing, type Wanted } from './pick.ts';
import { readPlain } from './plain.ts';
import { InputProblem } from './problem.ts';
import type { SourceText } from './source.ts';
import { delimiterOf, readTable } from './table.ts';

/** People write less than this; only exports may be larger. */
const LARGEST_HAND_WRITTEN = 1024 * 1024;
/** More than any conference has. */
const MOST_EVENTS = 50_000;

/** What a source turned out to hold: the lineup of one session, or a whole conference to pick from. */
export type Source =
  | { readonly kind: 'lineup'; readonly lineup: Lineup }
  | { readonly kind: 'export'; readonly export: Export };

/**
 * Reads any source that we know: plain text, a table, our own YAML or JSON, or a conference's export.
 * `name` is what messages call it. Throws InputProblem for anything else.
 */
export function readSource(name: string, bytes: Uint8Array): Source {
  const text = decode(name, bytes);
  if (text.text.trim() === '') throw text.problemAll(`this is empty: ${HOW_TO_WRITE}`);
  const found = exportIn(text);
  if (found) {
    if (found.events.length === 0) throw text.problemAll('there is no event in this export');
    if (found.events.length > MOST_EVENTS) throw tooMany(text, found.events.length, 'events');
    return { kind: 'export', export: found };
  }
  if (bytes.length > LARGEST_HAND_WRITTEN) {
    const doubt = 'and no export of a conference: is it the right file?';
    throw text.problemAll(`this is larger than 1 MB, ${doubt}`);
  }
  return { kind: 'lineup', lineup: checkedSize(text, readList(text)) };
}

/**
 * Reads the lineup of one session; of an export, the part that is wanted. An export of one room on
 * one day may be taken whole. Throws InputProblem for anything that is not at least one talk.
 */
export function readLineup(name: string, bytes: Uint8Array, wanted: Wanted = {}): Lineup {
  const source = readSource(name, bytes);
  return source.kind === 'lineup' ? source.lineup : lineupOfExport(source.export, wanted);
}

/** The wanted part of an export; throws InputProblem if it holds more than one session and nothing is wanted. */
export function lineupOfExport(source: Export, wanted: Wanted): Lineup {
  const talks = source.events.filter((event) => !event.service);
  const sessions = new Set(talks.map((event) => `${event.day ?? ''}\n${event.rooms[0] ?? ''}`));
  if (wantsNothing(wanted) && sessions.size > 1) {
    const size = `${String(talks.length)} events in ${String(sessions.size)} rooms and days`;
    const mend =
      'pick one session with --slot, --room, --day or --type; "claplight import" shows what there is';
    throw new InputProblem(`this is a conference's export with ${size}: ${mend}`, {
      source: source.source,
    });
  }
  return pick(source, wanted);
}

const HOW_TO_WRITE = 'write one talk a line, "Speaker - Title"';

function exportIn(text: SourceText): Export | undefined {
  if (isIcal(text.text)) return readIcal(text);
  return isJson(text.text) ? readJsonExport(text, parseJson(text)) : undefined;
}

function readList(text: SourceText): Lineup {
  if (/^\s*<(?:!doctype|html)/i.test(text.text)) {
    throw text.problemAll('this is a web page, not a lineup: does the address ask for a login?');
  }
  if (isJson(text.text) || isYaml(text.text)) return readOwn(text);
  const delimiter = delimiterOf(text);
  return delimiter === undefined ? readPlain(text) : readTable(text, delimiter);
}

function checkedSize(text: SourceText, lineup: Lineup): Lineup {
  if (lineup.talks.length === 0) throw text.problemAll(`there is no talk in this: ${HOW_TO_WRITE}`);
  if (lineup.talks.length > MOST_TALKS) throw tooMany(text, lineup.talks.length, 'talks');
  return lineup;
}

const tooMany = (text: SourceText, count: number, what: string): InputProblem =>
  text.problemAll(`${count.toLocaleString('en')} ${what} are too many: is it the right file?`);
