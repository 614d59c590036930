/** A terminal made of streams: a keyboard to script, and a screen that remembers what was written. */
import { PassThrough, Writable } from 'node:stream';

/** What keys send. */
export const KEYS = {
  enter: '\r',
  ctrlC: '\x03',
  up: '\x1b[A',
  down: '\x1b[B',
  right: '\x1b[C',
  home: '\x1b[H',
  delete: '\x1b[3~',
  backspace: '\x7f',
  ctrlU: '\x15',
  focusIn: '\x1b[I',
  focusOut: '\x1b[O',
  pasteStart: '\x1b[200~',
  pasteEnd: '\x1b[201~',
} as const;

export class FakeInput extends PassThrough {
  raw: boolean | undefined;

  setRawMode(on: boolean): this {
    this.raw = on;
    return this;
  }
}

// eslint-disable-next-line no-control-regex
const SEQUENCE = /\x1b\[([?\d;]*)([A-Za-z])|([^\x1b]+)/g;

/** Understands what the screen writes, and no more. */
export class FakeOutput extends Writable {
  columns = 80;
  rows = 24;
  /** Everything that was written, a write an item. */
  readonly writes: string[] = [];
  #stalled = false;
  #unread: (() => void) | undefined;
  #lines: string[] = [];
  #modes = new Map<string, boolean>();

  override _write(chunk: Buffer, _encoding: unknown, done: () => void): void {
    this.#interpret(chunk.toString());
    if (this.#stalled) this.#unread = done;
    else done();
  }

  /** From now on it takes one write, and says of that only by `goOn` that it got through. */
  stall(): void {
    this.#stalled = true;
  }

  goOn(): void {
    this.#stalled = false;
    this.#unread?.();
  }

  #interpret(text: string): void {
    this.writes.push(text);
    let row = 0;
    for (const [, codes = '', final = '', plain = ''] of text.matchAll(SEQUENCE)) {
      if (final === 'H') row = Number(codes.split(';')[0]) - 1;
      else if (final === 'K') this.#lines[row] = '';
      else if (final === 'J') this.#lines = [];
      else if (final === 'G') this.#lines[row] = (this.#lines[row] ?? '').padEnd(Number(codes) - 1);
      else if (final === 'h' || final === 'l') this.#modes.set(codes, final === 'h');
      else if (plain !== '') this.#lines[row] = (this.#lines[row] ?? '') + plain;
    }
  }

  /** Whether a private mode (`?1049`) is on; undefined before it was touched. */
  mode(name: string): boolean | undefined {
    return this.#modes.get(name);
  }

  get text(): string {
    return Array.from({ length: this.rows }, (_, row) => (this.#lines[row] ?? '').trimEnd()).join(
      '\n',
    );
  }

  /** The line above the line of help. */
  get message(): string {
    return (this.#lines[this.rows - 2] ?? '').trim();
  }
}
