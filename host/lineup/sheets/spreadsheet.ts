/**
 * Spreadsheets (.xlsx, .ods): one sheet, as the text of a table whose places are cells. Archives are
 * unpacked within bounds; formats, formulas, pictures and macros are not read.
 */
import { firstText } from '../exports/export-values.ts';
import { hasWords } from '../choose.ts';
import { quoted, quotedList, tidy, visible } from '../../system/characters.ts';
import { InputProblem } from '../../system/problem.ts';
import type { SourceText } from '../source.ts';
import { XmlStream } from '../xml.ts';
import type { Book, ReadPart, SheetName } from './book.ts';
import { MOST_COLUMNS, TooMuch, type Grid } from './grid.ts';
import { openOds } from './ods.ts';
import { SheetText } from './sheet-text.ts';
import { isXlsx, openXlsx } from './xlsx.ts';
import { Zip, ZipProblem } from './zip.ts';

/** A part that is larger unpacked is no lineup's: 10,000 talks take a tenth. */
const LARGEST_PART = 32 * 1024 * 1024;

/**
 * The sheet that is wanted, by name or number, else the first that is not hidden, as text with tabs. Throws
 * InputProblem for what is no spreadsheet, is damaged, or holds nothing.
 */
export async function readSpreadsheet(
  name: string,
  bytes: Uint8Array,
  wanted: string | undefined,
): Promise<SourceText> {
  const source = visible(name);
  const problem = (message: string): InputProblem => new InputProblem(message, { source });
  try {
    let cut = false;
    const { book, index } = await opened(bytes, problem, wanted, () => {
      cut = true;
    });
    const title = book.sheets[index]?.name ?? '';
    const grid = await book.grid(index);
    if (grid.rows.length === 0)
      throw problem(`the sheet ${quoted(title)} is empty${others(book, index)}`);
    const text = new SheetText(name, grid.rows);
    tell(text, { book, index, grid, wanted, cut });
    return text;
  } catch (error) {
    if (error instanceof ZipProblem) throw problem(error.message);
    if (error instanceof TooMuch) throw problem(`${error.message}: is it the right one?`);
    throw error;
  }
}

async function opened(
  bytes: Uint8Array,
  problem: (message: string) => InputProblem,
  wanted: string | undefined,
  cut: () => void,
): Promise<{ readonly book: Book; readonly index: number }> {
  const zip = new Zip(bytes);
  const read: ReadPart = async (part, handlers, what) => {
    const stream = new XmlStream({ ...handlers, problem: () => problem(DAMAGED) });
    const decoder = new TextDecoder();
    let size = 0;
    for await (const piece of zip.unpack(part)) {
      size += piece.length;
      if (size > LARGEST_PART) {
        if (what === undefined) throw problem(TOO_LARGE);
        cut();
        return;
      }
      stream.write(decoder.decode(piece, { stream: true }));
    }
    stream.end();
  };
  const book = isXlsx(zip.names)
    ? await openXlsx(zip.names, read)
    : zip.has('content.xml')
      ? await openOds(read)
      : undefined;
  if (!book || book.sheets.length === 0) throw problem(otherKind(zip.names));
  const index = sheetCalled(book.sheets, wanted);
  if (index < 0) {
    const there = quotedList(book.sheets.map(({ name }) => name));
    throw problem(`no sheet ${quoted(wanted ?? '')} here; there is: ${there}`);
  }
  return { book, index };
}

const DAMAGED = 'this spreadsheet is damaged: open it and save it again';
const TOO_LARGE =
  'this spreadsheet is larger than 32 MB unpacked, and was not read: copy the talks into a new one';

function otherKind(names: readonly string[]): string {
  const save = 'save the sheet as .xlsx, .ods or CSV (UTF-8)';
  if (names.some((name) => name.endsWith('workbook.bin')))
    return `this is a binary workbook: ${save}`;
  if (names.some((name) => name.startsWith('Index/'))) return `this is a file of Numbers: ${save}`;
  const isText = names.some((name) => name.startsWith('word/')) || names.includes('content.xml');
  return isText
    ? 'this is a text document: copy the names into a text file, one "Speaker - Title" per line'
    : 'this is a zipped file with no spreadsheet in it: unpack it first';
}

/** Exactly, else by number, else by whole words; without a wish the first that is to be seen. */
function sheetCalled(sheets: readonly SheetName[], wanted: string | undefined): number {
  if (wanted === undefined)
    return Math.max(
      0,
      sheets.findIndex(({ hidden }) => !hidden),
    );
  const sought = tidy(wanted).toLowerCase();
  const names = sheets.map(({ name }) => tidy(name).toLowerCase());
  const exact = names.indexOf(sought);
  if (exact >= 0) return exact;
  if (/^\d{1,4}$/.test(sought)) return Number(sought) > sheets.length ? -1 : Number(sought) - 1;
  return names.findIndex((name) => hasWords(name, sought));
}

function others({ sheets }: Book, index: number): string {
  const names = sheets.filter((_, i) => i !== index).map(({ name }) => firstText(name));
  return names.length === 0 ? '' : `; there is also ${quotedList(names)} (--sheet)`;
}

interface Found {
  readonly book: Book;
  readonly index: number;
  readonly grid: Grid;
  readonly wanted: string | undefined;
  readonly cut: boolean;
}

function tell(text: SourceText, { book, index, grid, wanted, cut }: Found): void {
  const name = quoted(book.sheets[index]?.name ?? '');
  if (book.sheets.length > 1 && wanted === undefined)
    text.remark(`the sheet ${name} is read${others(book, index)}`);
  if (cut) {
    const last = String(grid.rows.at(-1)?.number ?? 0);
    text.remark(`this sheet is larger than 32 MB: it is read up to row ${last}`);
  }
  if (grid.far > 0)
    text.remark(`cells beyond column ${String(MOST_COLUMNS)}: ${String(grid.far)}, left out`);
  if (grid.errors > 0)
    text.remark(`cells with an error (#REF! and the like): ${String(grid.errors)}, left out`);
  if (grid.unsolved > 0) {
    const mend = 'open the file in its program, and save it';
    text.remark(`formulas without a result: ${String(grid.unsolved)}, left out: ${mend}`);
  }
  if (grid.hidden > 0) text.remark(`hidden rows: ${String(grid.hidden)}, read like the others`);
}
