/** Excel's workbooks (.xlsx, ECMA-376), which Google and LibreOffice write as well. */
import type { XmlHandlers } from '../xml.ts';
import { Grid, TooMuch } from './grid.ts';
import { builtIn, formatOf, valueText, type NumberFormat } from './number-formats.ts';
import type { Book, ReadPart, SheetName } from './book.ts';

type Handlers = Omit<XmlHandlers, 'problem'>;

export const isXlsx = (names: readonly string[]): boolean =>
  names.some((name) => /^(?:[^/]+\/)?workbook\.xml$/.test(name));

/** Opens a workbook; `read` gives the parts of its archive. */
export async function openXlsx(names: readonly string[], read: ReadPart): Promise<Book> {
  const main = names.find((name) => /^(?:[^/]+\/)?workbook\.xml$/.test(name)) ?? '';
  const folder = main.replace(/[^/]*$/, '');
  const { sheets, is1904 } = await sheetsOf(main, read);
  const targets = await targetsOf(`${folder}_rels/workbook.xml.rels`, read);
  const pathOf = (target: string): string =>
    target.startsWith('/') ? target.slice(1) : folder + target.replace(/^\.\//, '');
  return {
    sheets,
    grid: async (index) => {
      const strings = await stringsOf(pathTo('sharedStrings.xml'), names, read);
      const formats = await formatsOf(pathTo('styles.xml'), names, read);
      const grid = new Grid();
      const target =
        targets.get(sheets[index]?.id ?? '') ?? `worksheets/sheet${String(index + 1)}.xml`;
      await read(pathOf(target), sheetReader(grid, { strings, formats, is1904 }), 'a sheet');
      return grid;
    },
  };

  function pathTo(file: string): string {
    const target = [...targets.values()].find((one) => one.endsWith(`/${file}`) || one === file);
    return pathOf(target ?? file);
  }
}

/** All texts of all sheets, each once. */
const MOST_STRINGS = 500_000;

interface Sheet extends SheetName {
  /** Of the relationship that leads to its part. */
  readonly id: string;
}

async function sheetsOf(
  part: string,
  read: ReadPart,
): Promise<{ sheets: Sheet[]; is1904: boolean }> {
  const sheets: Sheet[] = [];
  let is1904 = false;
  await read(part, {
    open: (name, { name: title = '', id = '', state = '', date1904 = '' }) => {
      if (name === 'sheet') sheets.push({ name: title, id, hidden: state.includes('idden') });
      if (name === 'workbookPr') is1904 = /^(?:1|true)$/i.test(date1904);
    },
    close: () => undefined,
  });
  return { sheets, is1904 };
}

async function targetsOf(part: string, read: ReadPart): Promise<Map<string, string>> {
  const targets = new Map<string, string>();
  await read(part, {
    open: (name, { Id = '', Target = '' }) => {
      if (name === 'Relationship') targets.set(Id, Target);
    },
    close: () => undefined,
  });
  return targets;
}

/** The texts of all sheets, which cells name by number. Readings of East Asian words are left out. */
async function stringsOf(
  part: string,
  names: readonly string[],
  read: ReadPart,
): Promise<string[]> {
  const strings: string[] = [];
  let text = '';
  let phonetic = false;
  if (!names.includes(part)) return strings;
  await read(part, {
    open: (name) => {
      if (name === 'si') text = '';
      if (name === 'rPh') phonetic = true;
    },
    close: (name, piece) => {
      if (name === 't' && !phonetic) text += piece;
      if (name === 'rPh') phonetic = false;
      if (name === 'si' && strings.push(text) > MOST_STRINGS)
        throw new TooMuch('this workbook has more than 500,000 texts');
    },
  });
  return strings;
}

/** The formats of cells, by the number that they name. */
async function formatsOf(
  part: string,
  names: readonly string[],
  read: ReadPart,
): Promise<NumberFormat[]> {
  const custom = new Map<number, NumberFormat>();
  const formats: NumberFormat[] = [];
  let inCells = false;
  if (!names.includes(part)) return formats;
  await read(part, {
    open: (name, { numFmtId = '0', formatCode = '' }) => {
      const id = Number(numFmtId);
      if (name === 'numFmt') custom.set(id, formatOf(formatCode));
      if (name === 'cellXfs') inCells = true;
      if (name === 'xf' && inCells) formats.push(custom.get(id) ?? builtIn(id));
    },
    close: (name) => {
      if (name === 'cellXfs') inCells = false;
    },
  });
  return formats;
}

interface Tables {
  readonly strings: readonly string[];
  readonly formats: readonly NumberFormat[];
  readonly is1904: boolean;
}

/** Cells and rows say where they stand; those that do not stand behind the one before. */
function sheetReader(grid: Grid, tables: Tables): Handlers {
  let row = 0;
  let isHidden = false;
  let column = -1;
  let type = '';
  let style = 0;
  let value = '';
  let phonetic = false;
  let isFormula = false;
  return {
    open: (name, { r = '', t = 'n', s = '0', hidden = '' }) => {
      if (name === 'row') {
        row = /^\d{1,7}$/.test(r) ? Number(r) : row + 1;
        isHidden = /^(?:1|true)$/.test(hidden);
        column = -1;
      } else if (name === 'c') {
        column = columnOf(r) ?? column + 1;
        type = t;
        style = Number(s);
        value = '';
        isFormula = false;
      } else if (name === 'rPh') phonetic = true;
      else if (name === 'f') isFormula = true;
    },
    close: (name, text) => {
      if (name === 'v') value = text;
      else if (name === 't' && !phonetic) value += text;
      else if (name === 'rPh') phonetic = false;
      else if (name === 'c') {
        if (isFormula && value === '' && type !== 'str') grid.unsolved += 1;
        if (type === 'e') grid.errors += 1;
        else grid.put(column, cellText(value, type, style, tables));
      } else if (name === 'row') grid.endRow(row, isHidden);
    },
  };
}

/** `C7` is in column 2. */
function columnOf(reference: string): number | undefined {
  const [, letters] = /^([A-Z]{1,3})\d/.exec(reference) ?? [];
  if (letters === undefined) return undefined;
  let column = 0;
  for (let i = 0; i < letters.length; i += 1) column = column * 26 + letters.charCodeAt(i) - 64;
  return column - 1;
}

function cellText(
  value: string,
  type: string,
  style: number,
  { strings, formats, is1904 }: Tables,
): string {
  if (type === 's') return strings[Number(value)] ?? '';
  if (type === 'b') return value === '1' ? 'yes' : 'no';
  if (type !== 'n' || value.trim() === '') return value;
  const number = Number(value);
  if (!Number.isFinite(number)) return value;
  return valueText(number, formats[style] ?? builtIn(0), is1904);
}
