/** Files that hold whole lines and nothing else, whatever happens to a write. */
import { fstatSync, ftruncateSync, readSync, writeSync } from 'node:fs';

const NEWLINE = 0x0a;
const CHUNK = 64 * 1024;

/** Appends bytes. When it throws, `wrote` had been told how many are there: a full disk takes what it has room for. */
export function append(fd: number, bytes: Uint8Array, wrote?: (done: number) => void): void {
  for (let done = 0; done < bytes.length; wrote?.(done)) done += writeSync(fd, bytes, done);
}

/** Cuts off what follows the last line end, as a crash or a full disk leaves it. True where there was such. */
export function cutTorn(fd: number): boolean {
  const { size } = fstatSync(fd);
  let whole = 0;
  for (let end = size; end > 0 && whole === 0; end -= CHUNK)
    whole = lastLineEnd(fd, Math.max(0, end - CHUNK), end);
  if (whole < size) ftruncateSync(fd, whole);
  return whole < size;
}

/** Copies all of a file into one that is empty, or leaves that empty and throws. */
export function copyLines(from: number, to: number): void {
  const { size } = fstatSync(from);
  try {
    for (let at = 0; at < size;) {
      const part = readPart(from, at, Math.min(size, at + CHUNK));
      for (let done = 0; done < part.length;) done += writeSync(to, part, done);
      at += part.length;
    }
  } catch (error) {
    ftruncateSync(to, 0);
    throw error;
  }
}

/** The position behind the last line end between two positions; 0 where there is none. */
function lastLineEnd(fd: number, from: number, to: number): number {
  const found = readPart(fd, from, to).lastIndexOf(NEWLINE);
  return found < 0 ? 0 : from + found + 1;
}

function readPart(fd: number, from: number, to: number): Buffer {
  const part = Buffer.alloc(to - from);
  const got = readSync(fd, part, 0, part.length, from);
  if (got === 0) throw new Error('it was cut short by another program');
  return part.subarray(0, got);
}
