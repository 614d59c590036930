/**
 * One writer a journal: a lock file beside it that names the process which holds it. A file with two
 * names, by hard links, has two such locks: the journal itself names its writer, too.
 */
import {
  linkSync,
  readlinkSync,
  realpathSync,
  renameSync,
  unlinkSync,
  writeFileSync,
} from 'node:fs';
import { basename, dirname, join, resolve } from 'node:path';
import { InputProblem } from '../system/problem.ts';
import { runningProgram, thisProgram } from '../system/program.ts';
import { readBoundedSync } from '../system/read-file.ts';

export interface Lock {
  /** False once somebody has deleted it, with the whole folder perhaps. */
  held(): boolean;
  release(): void;
}

/** Takes the lock of a file. Throws an InputProblem while another process holds it, or its user forbids. */
export function takeLock(path: string): Lock {
  const name = lockOf(path);
  const mine = thisProgram();
  for (;;) {
    if (created(name, mine))
      return {
        held: () => read(name) === mine,
        release: () => {
          if (read(name) === mine) remove(name);
        },
      };
    refuseIfLocked(path);
    // Its process is gone: a crash left it.
    removeStale(name, path);
  }
}

/**
 * Throws an InputProblem while another process holds the lock of a file, or is the one of this name that
 * wrote it last: by another name of the file it may have another lock.
 */
export function refuseIfLocked(path: string, writer?: string): void {
  const holder = holderOf(path, writer);
  if (holder === undefined) return;
  throw new InputProblem(
    `another Claplight (process ${String(holder)}) is writing this journal: quit that one, start a new session with --fresh, or name another file with --journal`,
    { source: path },
  );
}

/** Whether a process holds the lock of a file, or another one than this, of this name, wrote it last. */
export const isLocked = (path: string, writer?: string): boolean =>
  holderOf(path, writer) !== undefined;

function holderOf(path: string, writer: string | undefined): number | undefined {
  const other = writer === undefined ? undefined : runningProgram(writer);
  return runningProgram(read(lockOf(path))) ?? (other === process.pid ? undefined : other);
}

/** Beside the file itself: a file with two names, by links, has one lock. */
const lockOf = (path: string): string => `${fileBehind(path)}.lock`;

function fileBehind(path: string, links = 0): string {
  try {
    return realpathSync(path);
  } catch {
    // It is not there yet; its folder may be, and a link may lead to where it will be.
  }
  const named = resolve(path);
  try {
    if (links < LINKS_MOST)
      return fileBehind(resolve(dirname(named), readlinkSync(named)), links + 1);
  } catch {
    // No link.
  }
  try {
    return join(realpathSync(dirname(named)), basename(named));
  } catch {
    return named;
  }
}

/** As many links in a row as Linux follows. */
const LINKS_MOST = 40;

/** It appears with all that it says, or not at all: an empty lock would look like a stale one. */
function created(name: string, text: string): boolean {
  const draft = `${name}.${String(process.pid)}`;
  remove(draft);
  writeFileSync(draft, text, { flag: 'wx', mode: 0o600 });
  try {
    linkSync(draft, name);
    return true;
  } catch (error) {
    const { code = '' } = error as NodeJS.ErrnoException;
    if (code === 'EEXIST') return false;
    if (!NO_LINKS.includes(code)) throw error;
    return createdWithoutLinks(name, text);
  } finally {
    remove(draft);
  }
}

/** What a file system says that has no hard links, as on a USB stick. */
const NO_LINKS = ['EPERM', 'ENOTSUP', 'EOPNOTSUPP', 'ENOSYS'];

function createdWithoutLinks(name: string, text: string): boolean {
  try {
    writeFileSync(name, text, { flag: 'wx', mode: 0o600 });
    return true;
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === 'EEXIST') return false;
    throw error;
  }
}

/** Of two hosts that find the same stale lock, only one moves it; what is moved is looked at again. */
function removeStale(name: string, path: string): void {
  const moved = `${name}.${String(process.pid)}.old`;
  try {
    renameSync(name, moved);
    if (runningProgram(read(moved)) !== undefined) linkSync(moved, name);
  } catch (error) {
    // Where somebody else moved it first, it is gone.
    if (FORBIDDEN.includes((error as NodeJS.ErrnoException).code ?? ''))
      throw new InputProblem(
        `another user’s Claplight left its lock and is no longer running: remove ${name}, or name another file with --journal`,
        { source: path },
      );
  }
  remove(moved);
}

/** What a system says of another user's file, in a folder such as /tmp. */
const FORBIDDEN = ['EPERM', 'EACCES'];

function read(name: string): string | undefined {
  try {
    return readBoundedSync(name, 4096).toString('utf8');
  } catch {
    return undefined;
  }
}

function remove(name: string): void {
  try {
    unlinkSync(name);
  } catch {
    // Somebody else removed it first.
  }
}
