/**
 * Opens and reads files, whatever a path turns out to lead to: a pipe is not waited for, a device is not
 * read, and nothing that is larger than expected gets into memory. Every path is opened here (a lint rule
 * sees to that), since anybody could have put something else there.
 */
import { closeSync, constants, fstatSync, openSync, readSync, statSync, type Stats } from 'node:fs';
import { open, stat } from 'node:fs/promises';

/** Why a file was not read. `code` stands beside those of the operating system. */
export class UnreadFile extends Error {
  readonly code: 'EISDIR' | 'NOT_A_FILE' | 'TOO_LARGE';

  constructor(code: UnreadFile['code'], message: string) {
    super(message);
    this.code = code;
  }
}

/** Opening a pipe that nobody writes to would wait for ever, and opening a terminal could adopt it. */
const CAUTIOUS = constants.O_NONBLOCK | constants.O_NOCTTY;
const FLAGS = constants.O_RDONLY | CAUTIOUS;
const APPENDING = constants.O_RDWR | constants.O_APPEND | constants.O_CREAT | CAUTIOUS;

/** What is read at a time where a file does not tell its size, as those of /proc don't. */
const PIECE = 65_536;

/** Throws UnreadFile for what is no regular file or has more than `most` bytes. */
function check(stats: Stats, most: number): void {
  if (stats.isDirectory()) throw new UnreadFile('EISDIR', 'this is a folder');
  if (!stats.isFile())
    throw new UnreadFile('NOT_A_FILE', 'this is a pipe, a socket or a device, not a file');
  if (stats.size > most) throw tooLarge(most);
}

const tooLarge = (most: number): UnreadFile =>
  new UnreadFile('TOO_LARGE', `this is larger than ${sizeText(most)}`);

const sizeText = (bytes: number): string =>
  bytes >= 1e9 ? `${String(Math.ceil(bytes / 1e9))} GB` : `${String(Math.ceil(bytes / 1000))} kB`;

/** Bytes of a file that grows while it is read: they are counted again as they come. */
class Collected {
  readonly #parts: Buffer[] = [];
  readonly #most: number;
  #size = 0;

  constructor(most: number) {
    this.#most = most;
  }

  /** Where the next piece is to be put. */
  room(expected: number): Buffer {
    return Buffer.allocUnsafe(Math.max(PIECE, expected + 1 - this.#size));
  }

  /** Takes what was read; false at the end of the file. */
  take(piece: Buffer, got: number): boolean {
    this.#size += got;
    if (this.#size > this.#most) throw tooLarge(this.#most);
    this.#parts.push(piece.subarray(0, got));
    return got > 0;
  }

  all(): Buffer {
    const [first] = this.#parts;
    if (first?.length === this.#size) return first;
    return Buffer.concat(this.#parts, this.#size);
  }
}

/** Opens a regular file to be read piece by piece. Throws as the reading does. */
export function openRegularSync(path: string, most: number): number {
  // Looked at before it is opened: opening a serial port resets the board behind it.
  check(statSync(path), most);
  return openSync(path, FLAGS);
}

/** Opens a regular file to be read and appended to, and makes it where there is none. Throws as the reading does. */
export function openAppendingSync(path: string, most: number, mode: number): number {
  checkNotOther(path, most);
  const file = openSync(path, APPENDING, mode);
  try {
    check(fstatSync(file), most);
  } catch (error) {
    closeSync(file);
    throw error;
  }
  return file;
}

/** Throws UnreadFile where something stands at a path that is no regular file of at most `most` bytes. */
export function checkNotOther(path: string, most: number): void {
  const stats = statSync(path, { throwIfNoEntry: false });
  if (stats) check(stats, most);
}

/** The first bytes of a regular file, at most so many. Throws UnreadFile, or the system's reason. */
export async function readStart(path: string, most: number): Promise<Buffer> {
  check(await stat(path), Infinity);
  const file = await open(path, FLAGS);
  try {
    const { buffer, bytesRead } = await file.read(Buffer.alloc(most), 0, most, 0);
    return buffer.subarray(0, bytesRead);
  } finally {
    await file.close();
  }
}

/** The bytes of a regular file of at most `most` bytes. Throws UnreadFile, or the system's reason. */
export function readBoundedSync(path: string, most: number): Buffer {
  const file = openRegularSync(path, most);
  try {
    const stats = fstatSync(file);
    check(stats, most);
    const collected = new Collected(most);
    for (let more = true; more;) {
      const piece = collected.room(stats.size);
      more = collected.take(piece, readSync(file, piece, 0, piece.length, null));
    }
    return collected.all();
  } finally {
    closeSync(file);
  }
}

/** The same, while other things go on. */
export async function readBounded(path: string, most: number): Promise<Buffer> {
  check(await stat(path), most);
  const file = await open(path, FLAGS);
  try {
    const stats = await file.stat();
    check(stats, most);
    const collected = new Collected(most);
    for (let more = true; more;) {
      const piece = collected.room(stats.size);
      more = collected.take(piece, (await file.read(piece, 0, piece.length, null)).bytesRead);
    }
    return collected.all();
  } finally {
    await file.close();
  }
}
