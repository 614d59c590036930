/** Bytes to a lineup. What kind of source it is, is told by what it holds, never by its name. */
import { asUtf8, checkText, decode } from './decode-text.ts';
import { beyondBounds } from './bounds.ts';
import type { Export } from './exports/conference.ts';
import { isIcal, readIcal } from './exports/ical.ts';
import { isXml, readPentabarf } from './exports/pentabarf.ts';
import { readJsonExport } from './exports/read-export.ts';
import { slim } from './exports/slim.ts';
import { isJson, isOwnJson, isYaml } from './kind.ts';
import { parseJson } from './json.ts';
import { LARGEST_HAND_WRITTEN, MOST_TALKS, tooManyOf } from './limits.ts';
import type { Lineup, Remark } from './lineup.ts';
import { readOwn } from './own.ts';
import { pick, wantsNothing, type Wanted } from './pick.ts';
import { InputProblem } from '../system/problem.ts';
import type { SourceText } from './source.ts';
import { HOW_TO_WRITE, judged, readWritten } from './read-written.ts';
import { tableExport } from './table-export.ts';

/** What a source turned out to hold: the lineup of one session, or a whole conference to pick from. */
export type Source =
  | {
      readonly kind: 'lineup';
      readonly lineup: Lineup;
      /** The same talks with their rooms and times, where a table has such. */
      readonly export?: Export;
    }
  | { readonly kind: 'export'; readonly export: Export };

/**
 * Reads any source that we know: plain text, a table, our own YAML or JSON, or a conference's export.
 * `name` is what messages call it. Throws InputProblem for anything else.
 */
export function readSource(name: string, raw: Uint8Array, columns?: string): Source {
  const bytes = asUtf8(name, raw);
  if (isJson(headOf(bytes))) checkJson(name, bytes);
  const slimmed = bytes.length > LARGEST_HAND_WRITTEN ? largeExportIn(name, bytes) : undefined;
  if (slimmed) return checkedEvents(slimmed);
  const text = decode(name, bytes);
  if (text.text.trim() === '') throw text.problemAll(`this is empty: ${HOW_TO_WRITE}`);
  const found = exportIn(text);
  if (found) return checkedEvents(found);
  if (bytes.length > LARGEST_HAND_WRITTEN) {
    const doubt = 'and no export of a conference: is it the right file?';
    throw text.problemAll(`this is larger than 1 MB, ${doubt}`);
  }
  return listIn(text, columns);
}

/**
 * Reads any source, a spreadsheet too: of that the sheet that is wanted, as the table or list that stands in
 * it. Throws InputProblem.
 */
export async function readAnything(
  name: string,
  bytes: Uint8Array,
  wanted: Wanted = {},
): Promise<Source> {
  if (!isZip(bytes)) {
    const source = readSource(name, bytes, wanted.columns);
    if (wanted.sheet === undefined) return source;
    return withRemark(source, 'this is not a spreadsheet: --sheet is ignored');
  }
  const { readSpreadsheet } = await import('./sheets/spreadsheet.ts');
  const text = await readSpreadsheet(name, bytes, wanted.sheet);
  return listIn(text, wanted.columns);
}

function listIn(text: SourceText, columns: string | undefined): Source {
  const own = isJson(text.text) || isYaml(text.text);
  if (own && columns !== undefined)
    text.remark('each value has its name here: --columns changes nothing');
  const lineup = own ? judged(text, readOwn(text)) : readWritten(text, columns);
  if (text.places.size === 0) return { kind: 'lineup', lineup };
  return { kind: 'lineup', ...tableExport(text.name, lineup, text.places) };
}

/** How every zip archive begins. */
const isZip = (bytes: Uint8Array): boolean =>
  bytes[0] === 0x50 && bytes[1] === 0x4b && bytes[2] === 0x03 && bytes[3] === 0x04;

/** Reads the lineup of one session: `readSource`, then `lineupOf`. */
export const readLineup = (name: string, bytes: Uint8Array, wanted: Wanted = {}): Lineup =>
  lineupOf(readSource(name, bytes, wanted.columns), wanted);

/**
 * The lineup of one session. Of an export the wanted part is taken; one of a single room on a single
 * day may be taken whole. Throws InputProblem if that is not clear, or not there.
 */
export function lineupOf(source: Source, wanted: Wanted): Lineup {
  if (source.kind === 'export') return lineupOfExport(source.export, wanted);
  if (wantsNothing(wanted)) return source.lineup;
  if (source.export) {
    const { name, changeover } = source.lineup;
    const picked = pick(source.export, wanted);
    return { ...picked, ...(name && { name }), ...(changeover && { changeover }) };
  }
  return addRemark(source.lineup, 'this is a list of talks, no export: it is taken whole');
}

function lineupOfExport(source: Export, wanted: Wanted): Lineup {
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

/** The same source with something more to be said of it. */
export function withRemark(source: Source, message: string): Source {
  if (source.kind === 'lineup') return { ...source, lineup: addRemark(source.lineup, message) };
  return { ...source, export: addRemark(source.export, message) };
}

function addRemark<T extends { readonly remarks: readonly Remark[] }>(what: T, message: string): T {
  return { ...what, remarks: [...what.remarks, { message }] };
}

/** Enough of a source to tell JSON from others. */
const headOf = (bytes: Uint8Array): string => Buffer.from(bytes.subarray(0, 1000)).toString();

/** Throws InputProblem, with the place, for JSON that a parser should not see. */
function checkJson(name: string, bytes: Uint8Array): void {
  const beyond = beyondBounds(bytes);
  if (!beyond) return;
  const before = new TextDecoder().decode(bytes.subarray(0, beyond.at));
  throw decode(name, bytes).problem({ at: before.length, length: 1 }, beyond.message);
}

/** A large JSON export, read without what nobody uses of it; undefined if it is none, or is damaged. */
function largeExportIn(name: string, bytes: Uint8Array): Export | undefined {
  checkText(name, bytes);
  if (!isJson(headOf(bytes))) return undefined;
  const slimmed = decode(name, slim(Buffer.from(bytes.buffer, bytes.byteOffset, bytes.length)));
  try {
    return readJsonExport(slimmed, JSON.parse(slimmed.text));
  } catch {
    return undefined; // Reading all of it will tell the place of what is wrong.
  }
}

function checkedEvents(found: Export): Source {
  const problem = (message: string): InputProblem =>
    new InputProblem(message, { source: found.source });
  if (found.events.length === 0) throw problem('there is no event in this export');
  if (found.events.length > MOST_TALKS) throw problem(tooManyOf('events'));
  return { kind: 'export', export: found };
}

function exportIn(text: SourceText): Export | undefined {
  if (isIcal(text.text)) return readIcal(text);
  if (isXml(text.text)) return readPentabarf(text);
  if (!isJson(text.text)) return undefined;
  const json = parseJson(text);
  const found = readJsonExport(text, json);
  if (found || isOwnJson(json)) return found;
  throw text.problemAll(
    'this JSON is no lineup ("talks": […]) and no export of frab, pretalx, Sessionize (view/All, view/GridSmart or view/Sessions) or Indico',
  );
}
