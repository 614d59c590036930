/** Reads a journal as a stream: however long it is, only one line of it is held. */
import { closeSync, readSync } from 'node:fs';
import { openRegularSync } from '../system/read-file.ts';
import type { Line } from './journal.ts';
import { lineFrom } from './journal-line.ts';

const NEWLINE = 0x0a;
const CHUNK = 256 * 1024;

export class JournalReader implements Iterable<Line> {
  /** So many lines were none, and were passed over. Complete once all is read, like `torn`. */
  odd = 0;
  /** What follows the last line end was cut off by a crash, and is left out. */
  torn = false;
  readonly #path: string;

  /** The file is only read: another process may be writing it. */
  constructor(path: string) {
    this.#path = path;
  }

  /** Its lines in order. Throws the system's reason where the file cannot be read. */
  *[Symbol.iterator](): Generator<Line> {
    this.odd = 0;
    for (const text of this.#texts()) {
      const line = lineFrom(text);
      if (line) yield line;
      else if (text.trim() !== '') this.odd += 1;
    }
  }

  *#texts(): Generator<string> {
    const fd = openRegularSync(this.#path);
    try {
      const part = Buffer.alloc(CHUNK);
      let rest = Buffer.alloc(0);
      for (let got = readSync(fd, part); got > 0; got = readSync(fd, part)) {
        const bytes = Buffer.concat([rest, part.subarray(0, got)]);
        let from = 0;
        for (let at = bytes.indexOf(NEWLINE); at >= 0; at = bytes.indexOf(NEWLINE, from)) {
          yield bytes.toString('utf8', from, at);
          from = at + 1;
        }
        rest = Buffer.from(bytes.subarray(from));
      }
      this.torn = rest.length > 0;
    } finally {
      closeSync(fd);
    }
  }
}
