/** What a sheet of a spreadsheet holds, as far as a lineup uses it: texts in rows and columns, within bounds. */
import { MOST_TALKS } from '../limits.ts';

/** No table of talks is wider. */
export const MOST_COLUMNS = 256;
/** Longer texts are no title, nor a note. */
const LONGEST_CELL = 5_000;

export interface GridRow {
  /** Counts from 1, as the program shows it. */
  readonly number: number;
  /** By column from 0; empty where there is nothing. */
  readonly cells: readonly string[];
}

/** A row may be repeated, and a text named in many cells: a file of 15 kB would take all memory. */
const MOST_CHARACTERS = 16_000_000;

/** There is more in it than any lineup has. */
export class TooMuch extends Error {}

/** Takes cells in the order of the sheet; what is out of bounds is counted, not kept. */
export class Grid {
  readonly rows: GridRow[] = [];
  /** Cells beyond the last column. */
  far = 0;
  /** Formulas that gave an error. */
  errors = 0;
  /** Formulas that no program has worked out yet. */
  unsolved = 0;
  /** Rows that the program does not show, but that are read. */
  hidden = 0;
  #cells: string[] = [];
  #characters = 0;

  /** `column` counts from 0. */
  put(column: number, text: string): void {
    if (text === '') return;
    if (column >= MOST_COLUMNS) {
      this.far += 1;
      return;
    }
    while (this.#cells.length < column) this.#cells.push('');
    this.#cells[column] = text.slice(0, LONGEST_CELL);
  }

  /** Ends a row, which stands `times` times. Rows without anything are passed over. */
  endRow(number: number, isHidden: boolean, times = 1): void {
    const cells = this.#cells;
    this.#cells = [];
    if (cells.every((text) => text.trim() === '')) return;
    this.#characters += times * cells.reduce((sum, { length }) => sum + length + 1, 0);
    if (this.#characters > MOST_CHARACTERS)
      throw new TooMuch('this sheet holds more than 16 million characters');
    for (let i = 0; i < times; i += 1) {
      // The headings are no talk.
      if (this.rows.length > MOST_TALKS)
        throw new TooMuch(
          `more than ${MOST_TALKS.toLocaleString('en')} rows of this sheet have something in them`,
        );
      this.rows.push({ number: number + i, cells });
      if (isHidden) this.hidden += 1;
    }
  }
}

/** `C`, of the third column from 0 on. */
export function columnName(column: number): string {
  const letter = String.fromCharCode(65 + (column % 26));
  return column < 26 ? letter : columnName(Math.floor(column / 26) - 1) + letter;
}

const two = (n: number): string => String(n).padStart(2, '0');

/** Whole seconds as `5:00:00`: what stands in a cell as a time has hours, whatever its look. */
export const timeText = (s: number): string =>
  `${String(Math.floor(s / 3600))}:${two(Math.floor(s / 60) % 60)}:${two(s % 60)}`;

/** A number as people would type it, without the slips of binary fractions. */
export const numberText = (n: number): string => String(Number(n.toPrecision(15)));
