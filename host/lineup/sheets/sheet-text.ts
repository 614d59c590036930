/** A sheet as text, so that the readers of tables and lists read it, with cells for places. */
import { lastAtMost, SourceText, type Span } from '../source.ts';
import type { Place } from '../../system/problem.ts';
import { columnName, type GridRow } from './grid.ts';

interface Written {
  readonly text: string;
  /** Where each row begins. */
  readonly starts: readonly number[];
}

export class SheetText extends SourceText {
  readonly #rows: readonly GridRow[];
  readonly #starts: readonly number[];

  constructor(name: string, rows: readonly GridRow[]) {
    const { text, starts } = written(rows);
    super(name, text);
    this.#rows = rows;
    this.#starts = starts;
  }

  /** The number of the row, as the spreadsheet shows it. */
  override lineAt(at: number): number {
    return this.#rows[this.#indexOf(at)]?.number ?? 1;
  }

  override place({ at }: Span): Place {
    const index = this.#indexOf(at);
    const start = this.#starts[index] ?? 0;
    const cells = this.#rows[index]?.cells ?? [];
    let column = -1;
    for (let end = start; end <= at && column < cells.length - 1; column += 1)
      end += cellText(cells[column + 1] ?? '').length + 1;
    column = Math.max(0, column);
    const name = `${columnName(column)}${String(this.lineAt(at))}`;
    return { source: `${this.name}, cell ${name}` };
  }

  protected override columnAt(): undefined {
    return undefined;
  }

  readonly #indexOf = (at: number): number => lastAtMost(this.#starts, at);
}

function written(rows: readonly GridRow[]): Written {
  // With a single column it is a list, which knows no quotes.
  const alone = rows.every(({ cells }) => cells.slice(1).every((text) => text === ''));
  const lines = rows.map(({ cells }) =>
    alone ? oneLine(cells[0] ?? '') : cells.map(cellText).join('\t'),
  );
  const starts: number[] = [];
  let at = 0;
  for (const line of lines) {
    starts.push(at);
    at += line.length + 1;
  }
  return { text: lines.join('\n'), starts };
}

const oneLine = (text: string): string => text.replace(/\s*[\r\n]+\s*/g, ' ');

/** What would be taken for the end of a cell is put into quotes. */
const cellText = (text: string): string =>
  /[\t\r\n]|^\s*"/.test(text) ? `"${text.replaceAll('"', '""')}"` : text;
