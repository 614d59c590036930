/** A terminal to draw on: takes it over, writes changed lines only, and gives it back as it was. */
import type { WriteStream } from 'node:tty';

/** The parts of a terminal's streams that are used; `process.stdin` and `process.stdout` have them. */
export type Input = NodeJS.ReadableStream & {
  setRawMode?: ((on: boolean) => unknown) | undefined;
};
export type Output = NodeJS.WritableStream &
  Partial<Pick<WriteStream, 'columns' | 'rows' | 'getColorDepth' | 'writableNeedDrain'>>;

// Alternate screen, no cursor, no automatic wrap, focus reports, marked pastes.
const TAKE = '\x1b[?1049h\x1b[?25l\x1b[?7l\x1b[?1004h\x1b[?2004h\x1b[2J';
const GIVE = '\x1b[?2026l\x1b[?2004l\x1b[?1004l\x1b[?7h\x1b[?25h\x1b[0m\x1b[?1049l';
// The terminal shows what lies between all at once, where it can.
const BEGIN = '\x1b[?2026h';
const END = '\x1b[?2026l';

export class Surface {
  readonly #input: Input;
  readonly #output: Output;
  #lines: readonly string[] = [];
  #taken = false;

  constructor(input: Input, output: Output) {
    this.#input = input;
    this.#output = output;
  }

  get width(): number {
    return this.#output.columns ?? 80;
  }

  get height(): number {
    return this.#output.rows ?? 24;
  }

  /** False while the terminal does not keep up: what is drawn then would only queue. */
  get ready(): boolean {
    return this.#output.writableNeedDrain !== true;
  }

  /** Takes the terminal over; again after somebody else has had it. */
  take(): void {
    this.#taken = true;
    // Off first: after a stop the shell has set its own mode, and libuv takes a mode it knows for set.
    this.#input.setRawMode?.(false);
    this.#input.setRawMode?.(true);
    this.#output.write(TAKE);
    this.#lines = [];
  }

  /** Gives the terminal back. Does nothing the second time. */
  give(): void {
    if (!this.#taken) return;
    this.#taken = false;
    this.#output.write(GIVE);
    this.#input.setRawMode?.(false);
  }

  /** Everything is drawn anew by the next `show`. */
  forget(): void {
    this.#lines = [];
    if (this.#taken) this.#output.write('\x1b[2J');
  }

  /** Writes the lines that differ from what is there. */
  show(lines: readonly string[]): void {
    if (!this.#taken) return;
    const before = this.#lines;
    const changes = lines.flatMap((line, row) =>
      line === (before[row] ?? '') ? [] : [`\x1b[${String(row + 1)};1H\x1b[2K${line}`],
    );
    this.#lines = lines;
    if (changes.length > 0) this.#output.write(BEGIN + changes.join('') + END);
  }
}
