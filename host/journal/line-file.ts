/**
 * The file behind a journal: whole lines, one writer. A line that cannot be written waits until it can.
 * A file that was deleted is written anew with all that was in it.
 */
import { closeSync, fstatSync, fsync, fsyncSync, openSync, statSync, type Stats } from 'node:fs';
import { dirname } from 'node:path';
import { createFolder } from '../system/paths.ts';
import { InputProblem } from '../system/problem.ts';
import { CutGuard } from './cut-guard.ts';
import { takeLock, type Lock } from './lock.ts';
import { appendLine, copyLines, cutTorn } from './whole-lines.ts';

/** A line is handed to the disk so many ms after it was written, at the latest. */
const SYNC_AFTER = 500;
/** While lines wait, the disk is tried again so often (ms). */
const RETRY = 1000;
/** More than any session has: beyond it the oldest of the lines that wait are given up. */
const WAITING_MOST = 50_000;

export class LineFile {
  /** Why lines wait, or undefined while all is well. */
  trouble: string | undefined;
  /** Something was mended, in words; or the trouble is another one than before. */
  onChange: (mended?: string) => void = () => undefined;
  readonly #path: string;
  #lock: Lock | undefined;
  #fd: number | undefined;
  #guard: CutGuard | undefined;
  readonly #waiting: string[] = [];
  #syncing: NodeJS.Timeout | undefined;
  #retrying: NodeJS.Timeout | undefined;

  /** Takes the lock; the file is opened for its first line. Throws an InputProblem where it is taken. */
  constructor(path: string) {
    this.#path = path;
    try {
      this.#takeLock();
    } catch (error) {
      if (error instanceof InputProblem) throw error;
      this.#failed(error);
    }
  }

  /** Takes a line with its end. When it returns, the line is the kernel's, or `trouble` says why not. */
  append(line: string): void {
    this.#waiting.push(line);
    if (this.#waiting.length > WAITING_MOST) this.#waiting.shift();
    this.#flush();
  }

  /** Tries once more what waits. Afterwards `trouble` tells whether something is lost. */
  close(): void {
    if (this.#waiting.length > 0) this.#flush();
    clearTimeout(this.#syncing);
    clearTimeout(this.#retrying);
    if (this.#fd !== undefined) {
      try {
        fsyncSync(this.#fd);
      } catch (error) {
        this.trouble ??= reasonOf(error);
      }
      closeSync(this.#fd);
      this.#fd = undefined;
    }
    this.#lock?.release();
  }

  #flush(): void {
    try {
      const fd = this.#opened();
      if (this.trouble !== undefined) cutTorn(fd);
      const cut = this.#guard?.mend(fd);
      if (cut !== undefined) this.onChange(cut);
      for (let line = this.#waiting[0]; line !== undefined; line = this.#waiting[0]) {
        appendLine(fd, line);
        this.#guard?.appended(line);
        this.#waiting.shift();
      }
    } catch (error) {
      this.#failed(error);
      return;
    }
    this.#syncing ??= setTimeout(this.#sync, SYNC_AFTER).unref();
    if (this.trouble === undefined) return;
    this.trouble = undefined;
    this.onChange('the journal is written again, with all that had waited');
  }

  /** The file of this name as it is now, ending with a whole line. */
  #opened(): number {
    const before = this.#fd;
    if (before !== undefined && isSame(statOf(this.#path), fstatSync(before))) return before;
    this.#takeLock();
    const fd = openSync(this.#path, 'a+', 0o600);
    let mended: string | undefined;
    try {
      if (cutTorn(fd)) mended = 'the last line of the journal was torn, and is cut off';
      // Another file that somebody put into its place is gone on with.
      if (before !== undefined && fstatSync(fd).size === 0) {
        copyLines(before, fd);
        mended = 'the journal was deleted, and is written anew';
      }
    } catch (error) {
      closeSync(fd);
      throw error;
    }
    if (before !== undefined) closeSync(before);
    this.#fd = fd;
    this.#guard = new CutGuard(fd);
    if (mended !== undefined) this.onChange(mended);
    return fd;
  }

  /** Its folder may be missing, or a disk that could not be written then may be writable now. */
  #takeLock(): void {
    if (this.#lock?.held() === true) return;
    createFolder(dirname(this.#path));
    this.#lock = takeLock(this.#path);
  }

  readonly #sync = (): void => {
    this.#syncing = undefined;
    const fd = this.#fd;
    if (fd === undefined) return;
    fsync(fd, (error) => {
      if (error && fd === this.#fd) this.#failed(error);
    });
  };

  #failed(error: unknown): void {
    this.#retrying ??= setTimeout(() => {
      this.#retrying = undefined;
      if (this.trouble !== undefined) this.#flush();
    }, RETRY).unref();
    const why = reasonOf(error);
    if (this.trouble === why) return;
    this.trouble = why;
    this.onChange();
  }
}

const REASONS: Readonly<Record<string, string>> = {
  ENOSPC: 'the disk is full',
  EDQUOT: 'the quota of the disk is used up',
  EROFS: 'the disk is read-only',
  EACCES: 'no permission',
  EPERM: 'no permission',
  EIO: 'the disk has a fault',
};

function reasonOf(error: unknown): string {
  const { code = '', message } = error as NodeJS.ErrnoException;
  return REASONS[code] ?? message;
}

const isSame = (there: Stats | undefined, ours: Stats): boolean =>
  there !== undefined && there.ino === ours.ino && there.dev === ours.dev;

const statOf = (path: string): Stats | undefined => statSync(path, { throwIfNoEntry: false });
