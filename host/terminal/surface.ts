/** A terminal to draw on: takes it over, writes changed lines only, and gives it back as it was. */
import type { WriteStream } from 'node:tty';

/** The parts of a terminal's streams that are used; `process.stdin` and `process.stdout` have them. */
export type Input = NodeJS.ReadableStream & {
  setRawMode?: ((on: boolean) => unknown) | undefined;
};
export type Output = NodeJS.WritableStream &
  Partial<Pick<WriteStream, 'columns' | 'rows' | 'getColorDepth' | 'writableLength'>>;

// Alternate screen, no cursor, no automatic wrap, focus reports, marked pastes.
const TAKE = '\x1b[?1049h\x1b[?25l\x1b[?7l\x1b[?1004h\x1b[?2004h\x1b[2J';
const GIVE = '\x1b[?2026l\x1b[?2004l\x1b[?1004l\x1b[?7h\x1b[?25h\x1b[0m\x1b[?1049l';
// The terminal shows what lies between all at once, where it can.
const BEGIN = '\x1b[?2026h';
const END = '\x1b[?2026l';

export class Surface {
  readonly #input: Input;
  readonly #output: Output;
  readonly #keptUp: () => void;
  #lines: readonly string[] = [];
  #taken = false;
  #anew = false;

  /** `keptUp` is called when the terminal has taken all that was drawn. */
  constructor(input: Input, output: Output, keptUp: () => void = () => undefined) {
    this.#input = input;
    this.#output = output;
    this.#keptUp = keptUp;
  }

  get width(): number {
    return known(this.#output.columns) ?? 80;
  }

  get height(): number {
    return known(this.#output.rows) ?? 24;
  }

  /** False while the terminal has not taken what was drawn: the next picture would only queue behind it. */
  get ready(): boolean {
    return (this.#output.writableLength ?? 0) === 0;
  }

  /** Takes the terminal over; again after somebody else has had it. */
  take(): void {
    this.#taken = true;
    // Off first: after a stop the shell has set its own mode, and libuv takes a mode it knows for set.
    this.#input.setRawMode?.(false);
    this.#input.setRawMode?.(true);
    this.#write(TAKE);
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
    this.#anew = true;
  }

  /** Writes the lines that differ from what is there. */
  show(lines: readonly string[]): void {
    if (!this.#taken) return;
    const before = this.#lines;
    const changes = lines.flatMap((line, row) =>
      line === (before[row] ?? '') ? [] : [`\x1b[${String(row + 1)};1H\x1b[2K${line}`],
    );
    this.#lines = lines;
    const clear = this.#anew ? '\x1b[2J' : '';
    this.#anew = false;
    if (changes.length > 0) this.#write(BEGIN + clear + changes.join('') + END);
  }

  #write(text: string): void {
    let late = false;
    this.#output.write(text, () => {
      if (late) this.#keptUp();
    });
    late = !this.ready;
  }
}

/** Some terminals (a bare pty, a serial console) say that they are 0 by 0: they don't know. */
const known = (size = 0): number | undefined => (size > 0 ? size : undefined);
