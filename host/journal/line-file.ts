/**
 * The file behind a journal: whole lines, one writer. Its calls wait for the disk, however long that takes,
 * so a session has it in a thread of its own (`line-thread.ts`). A file that was deleted is written anew with
 * all that was in it.
 */
import { closeSync, fstatSync, fsync, fsyncSync, statSync, type Stats } from 'node:fs';
import { dirname } from 'node:path';
import { createFolder } from '../system/paths.ts';
import { InputProblem } from '../system/problem.ts';
import { UnreadFile, checkNotOther, openAppendingSync } from '../system/read-file.ts';
import { CutGuard } from './cut-guard.ts';
import type { LineStore, Written } from './line-store.ts';
import { takeLock, type Lock } from './lock.ts';
import { append, copyLines, cutTorn } from './whole-lines.ts';

/** A line is handed to the disk so many ms after it was written, at the latest. */
const SYNC_AFTER = 500;

/** Far more than a journal of many days, in bytes. */
export const LARGEST_JOURNAL = 1e9;

const NEWLINE = 0x0a;

export class LineFile implements LineStore {
  readonly together = false;
  onFailed: (why: string) => void = () => undefined;
  readonly #path: string;
  #lock: Lock | undefined;
  #fd: number | undefined;
  #guard: CutGuard | undefined;
  /** The last write failed: half a line may be there. */
  #failed = false;
  #syncing: NodeJS.Timeout | 'now' | undefined;
  /** Something was written since the disk was last asked to keep it. */
  #unsynced = false;

  /**
   * Takes the lock; the file is opened for its first line. Throws an InputProblem where it is taken, or where
   * something stands there that cannot be a journal: a pipe would swallow what happens.
   */
  constructor(path: string) {
    this.#path = path;
    refuseOther(path);
    try {
      this.#takeLock();
    } catch (error) {
      // Whatever else it is, the first line meets it again.
      if (error instanceof InputProblem) throw error;
    }
  }

  write(lines: readonly string[]): Written {
    const mended: string[] = [];
    let count = 0;
    try {
      const fd = this.#opened(mended);
      if (this.#failed) cutTorn(fd);
      const cut = this.#guard?.mend(fd);
      if (cut !== undefined) mended.push(cut);
      // All in one call: on a slow disk each call takes its time.
      const bytes = Buffer.from(lines.join(''));
      let there = 0;
      try {
        append(fd, bytes, (done) => (there = done));
      } finally {
        const whole = bytes.subarray(0, bytes.subarray(0, there).lastIndexOf(NEWLINE) + 1);
        this.#guard?.appended(whole);
        count = countLines(whole);
      }
    } catch (error) {
      this.#failed = true;
      return { count, failed: reasonOf(error), mended };
    }
    this.#failed = false;
    this.#unsynced = true;
    this.#syncing ??= setTimeout(this.#sync, SYNC_AFTER).unref();
    return { count, mended };
  }

  close(): string | undefined {
    if (typeof this.#syncing === 'object') clearTimeout(this.#syncing);
    let failed: string | undefined;
    if (this.#fd !== undefined) {
      try {
        fsyncSync(this.#fd);
      } catch (error) {
        failed = reasonOf(error);
      }
      closeSync(this.#fd);
      this.#fd = undefined;
    }
    this.#lock?.release();
    return failed;
  }

  abandon(): void {
    // Its calls have all returned.
  }

  /** The file of this name as it is now, ending with a whole line. */
  #opened(mended: string[]): number {
    const before = this.#fd;
    if (before !== undefined && isSame(statOf(this.#path), fstatSync(before))) return before;
    this.#takeLock();
    const fd = openAppendingSync(this.#path, LARGEST_JOURNAL, 0o600);
    try {
      if (cutTorn(fd)) mended.push('the last line of the journal was incomplete and was removed');
      // Another file that somebody put into its place is gone on with.
      if (before !== undefined && fstatSync(fd).size === 0) {
        copyLines(before, fd);
        mended.push('the journal had been deleted and was written again');
      }
    } catch (error) {
      closeSync(fd);
      throw error;
    }
    if (before !== undefined) closeSync(before);
    this.#fd = fd;
    this.#guard = new CutGuard(fd);
    return fd;
  }

  /** Its folder may be missing, or a disk that could not be written then may be writable now. */
  #takeLock(): void {
    if (this.#lock?.held() === true) return;
    createFolder(dirname(this.#path));
    this.#lock = takeLock(this.#path);
  }

  /** One at a time: more of them would keep all threads that wait for disks. */
  readonly #sync = (): void => {
    const fd = this.#fd;
    this.#syncing = undefined;
    if (fd === undefined) return;
    this.#syncing = 'now';
    this.#unsynced = false;
    fsync(fd, (error) => {
      this.#syncing = undefined;
      if (error && fd === this.#fd) this.onFailed(reasonOf(error));
      if (this.#unsynced) this.#syncing = setTimeout(this.#sync, SYNC_AFTER).unref();
    });
  };
}

function refuseOther(path: string): void {
  try {
    checkNotOther(path, LARGEST_JOURNAL);
  } catch (error) {
    if (!(error instanceof UnreadFile)) return; // The first line meets it again.
    throw new InputProblem(`${error.message}: name another file with --journal`, { source: path });
  }
}

function countLines(whole: Buffer): number {
  let count = 0;
  for (let at = whole.indexOf(NEWLINE); at >= 0; at = whole.indexOf(NEWLINE, at + 1)) count += 1;
  return count;
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
