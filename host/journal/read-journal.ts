/** Reads a journal as a stream: however long it is, only one line of it is held. */
import { closeSync, readSync } from 'node:fs';
import { openRegularSync } from '../system/read-file.ts';
import type { Line } from './journal.ts';
import { linesFrom } from './journal-line.ts';
import { LARGEST_JOURNAL } from './line-file.ts';

const NEWLINE = 0x0a;
/** What is made of so many bytes is forgotten while it is still young: larger parts take twice the time. */
const CHUNK = 32 * 1024;
/** The longest line names all talks of a session: no lineup is longer, in bytes. */
const LONGEST_LINE = 40_000_000;

/**
 * Whether a file is none of ours and somebody else's, by how it begins: ours hold objects of JSON. One that is
 * not there, empty or unreadable is not.
 */
export function isForeign(path: string): boolean {
  try {
    const fd = openRegularSync(path, LARGEST_JOURNAL);
    try {
      const first = Buffer.alloc(1);
      return readSync(fd, first) === 1 && first.toString() !== '{';
    } finally {
      closeSync(fd);
    }
  } catch {
    return false;
  }
}

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
    for (const text of this.#texts())
      for (const line of linesFrom(text))
        if (line) yield line;
        else this.odd += 1;
  }

  /** Texts of one or more whole lines. */
  *#texts(): Generator<string> {
    const fd = openRegularSync(this.#path, LARGEST_JOURNAL);
    try {
      const part = Buffer.allocUnsafe(CHUNK);
      const line = new Pieces();
      for (let got = readSync(fd, part); got > 0; got = readSync(fd, part)) {
        const end = part.lastIndexOf(NEWLINE, got - 1);
        let from = 0;
        if (end >= 0 && line.size > 0) {
          const first = part.indexOf(NEWLINE);
          line.add(part.subarray(0, first));
          const text = line.take();
          if (text === undefined) this.odd += 1;
          else yield text;
          from = first + 1;
        }
        if (from < end) yield part.toString('utf8', from, end);
        line.add(part.subarray(end < 0 ? 0 : end + 1, got));
      }
      this.torn = line.size > 0;
    } finally {
      closeSync(fd);
    }
  }
}

/** A line that comes in pieces; of one that is too long nothing is kept. */
class Pieces {
  size = 0;
  #pieces: Buffer[] = [];

  /** Keeps a copy. */
  add(piece: Buffer): void {
    this.size += piece.length;
    if (this.size > LONGEST_LINE) this.#pieces = [];
    else if (piece.length > 0) this.#pieces.push(Buffer.from(piece));
  }

  /** The line, or undefined for one that is too long; from then on the next. */
  take(): string | undefined {
    const isLine = this.size <= LONGEST_LINE;
    const text = isLine ? Buffer.concat(this.#pieces, this.size).toString('utf8') : undefined;
    this.size = 0;
    this.#pieces = [];
    return text;
  }
}
