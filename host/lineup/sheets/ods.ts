/** OpenDocument spreadsheets (.ods), as LibreOffice and Google write them. */
import type { XmlHandlers } from '../xml.ts';
import type { Book, ReadPart, SheetName } from './book.ts';
import { Grid, MOST_COLUMNS, numberText, timeText } from './grid.ts';

type Handlers = Omit<XmlHandlers, 'problem'>;
type Values = Readonly<Record<string, string>>;

const PART = 'content.xml';

/** All sheets stand in one part, one behind the other: it is read once for their names and once for a sheet. */
export async function openOds(read: ReadPart): Promise<Book> {
  const sheets: SheetName[] = [];
  const unseen = new Set<string>();
  let style = '';
  await read(PART, {
    open: (name, values) => {
      if (name === 'style') style = values['name'] ?? '';
      if (name === 'table-properties' && values['display'] === 'false') unseen.add(style);
      if (name === 'table')
        sheets.push({ name: values['name'] ?? '', hidden: unseen.has(values['style-name'] ?? '') });
    },
    close: () => undefined,
  });
  return {
    sheets,
    grid: async (index) => {
      const grid = new Grid();
      await read(PART, new SheetReader(grid, index), 'a sheet');
      return grid;
    },
  };
}

class SheetReader implements Handlers {
  readonly #grid: Grid;
  readonly #index: number;
  #table = -1;
  #tables = 0;
  #row = 0;
  #rowTimes = 1;
  #isHidden = false;
  #column = 0;
  #cellTimes = 1;
  #cell: Values | undefined;
  #paragraphs: string[] = [];
  /** In a comment or a drawing, whose text is not the cell's. */
  #aside = 0;

  constructor(grid: Grid, index: number) {
    this.#grid = grid;
    this.#index = index;
  }

  readonly open = (name: string, values: Values): void => {
    if (name === 'table' && this.#tables++ === 0) this.#table += 1;
    if (this.#table !== this.#index) return;
    if (ASIDE.has(name)) this.#aside += 1;
    else if (this.#aside > 0) return;
    else if (name === 'table-row') {
      this.#rowTimes = timesOf(values['number-rows-repeated']);
      this.#isHidden = /^(?:collapse|filter)$/.test(values['visibility'] ?? '');
      this.#column = 0;
    } else if (name === 'table-cell' || name === 'covered-table-cell') {
      this.#cell = values;
      this.#cellTimes = timesOf(values['number-columns-repeated']);
      this.#paragraphs = [];
    } else if (name === 'p') this.#paragraphs.push('');
    else if (name === 's') this.#add(' '.repeat(Math.min(100, timesOf(values['c']))));
    else if (name === 'tab') this.#add(' ');
    else if (name === 'line-break') this.#add('\n');
  };

  readonly text = (piece: string): void => {
    if (this.#aside === 0) this.#add(piece);
  };

  readonly close = (name: string): void => {
    const isOurs = this.#table === this.#index;
    if (name === 'table') this.#tables -= 1;
    if (!isOurs) return;
    if (ASIDE.has(name)) this.#aside -= 1;
    else if (this.#aside > 0) return;
    else if (name === 'table-cell' || name === 'covered-table-cell') this.#endCell();
    else if (name === 'table-row') {
      this.#grid.endRow(this.#row + 1, this.#isHidden, this.#rowTimes);
      this.#row += this.#rowTimes;
    }
  };

  #add(piece: string): void {
    const last = this.#paragraphs.length - 1;
    const before = this.#paragraphs[last];
    if (this.#cell && before !== undefined) this.#paragraphs[last] = before + piece;
  }

  #endCell(): void {
    const isError = this.#cell?.['value-type'] === 'error';
    if (isError) this.#grid.errors += 1;
    const text = isError ? '' : textOf(this.#cell ?? {}, this.#paragraphs);
    // A cell that is repeated to the end of the sheet is empty; one with a text counts once if it is far.
    const times = text === '' ? 0 : Math.min(this.#cellTimes, MOST_COLUMNS + 1);
    for (let i = 0; i < times; i += 1) this.#grid.put(this.#column + i, text);
    this.#column += this.#cellTimes;
    this.#cell = undefined;
  }
}

const ASIDE = new Set(['annotation', 'shapes', 'frame', 'custom-shape', 'g']);

const timesOf = (text = '1'): number => (/^[1-9]\d{0,7}$/.test(text) ? Number(text) : 1);

/** The value where it is one of time, else what stands in the cell. */
function textOf(cell: Values, paragraphs: readonly string[]): string {
  const shown = paragraphs.join('\n');
  switch (cell['value-type'] ?? '') {
    case 'time':
      return timeIn(cell['time-value'] ?? '') ?? shown;
    case 'date':
      return (cell['date-value'] ?? shown)
        .replace(/T00:00(?::00)?$/, '')
        .replace(/(T\d\d:\d\d):00$/, '$1');
    case 'boolean':
      return cell['boolean-value'] === 'true' ? 'yes' : 'no';
    case 'float': {
      const number = Number(cell['value']);
      return Number.isFinite(number) ? numberText(number) : shown;
    }
    default:
      return shown === '' ? (cell['string-value'] ?? '') : shown;
  }
}

/** `PT00H05M00S`. */
function timeIn(value: string): string | undefined {
  const [, hours, minutes = '0', seconds = '0'] =
    /^PT(\d{1,6})H(?:(\d{1,2})M)?(?:(\d{1,2})(?:[.,]\d+)?S)?$/.exec(value) ?? [];
  if (hours === undefined) return undefined;
  return timeText(Number(hours) * 3600 + Number(minutes) * 60 + Number(seconds));
}
