/**
 * One writer a journal: a lock file beside it that names the process which holds it. A process is
 * known by its number and by when it started, since numbers are given again, after a restart above all.
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
import { readBoundedSync } from '../system/read-file.ts';

export interface Lock {
  /** False once somebody has deleted it, with the whole folder perhaps. */
  held(): boolean;
  release(): void;
}

/** Takes the lock of a file. Throws an InputProblem while another process holds it, or its user forbids. */
export function takeLock(path: string): Lock {
  const name = lockOf(path);
  const mine = `${String(process.pid)} ${startOf(process.pid) ?? ''}`;
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

/** Throws an InputProblem while another process holds the lock of a file. */
export function refuseIfLocked(path: string): void {
  const holder = holderOf(read(lockOf(path)));
  if (holder === undefined) return;
  throw new InputProblem(
    `another Claplight (process ${String(holder)}) is writing this journal: end that one, or begin another session with --fresh, or name another file with --journal`,
    { source: path },
  );
}

/** Whether another process holds the lock of a file. */
export const isLocked = (path: string): boolean => holderOf(read(lockOf(path))) !== undefined;

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
  writeFileSync(draft, text, { mode: 0o600 });
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

/** The process that a lock names, if that still runs. */
function holderOf(text: string | undefined): number | undefined {
  const [pid, start = ''] = (text ?? '').trim().split(' ');
  const holder = Number(pid);
  if (!Number.isSafeInteger(holder) || holder <= 0 || !isAlive(holder)) return undefined;
  const now = startOf(holder);
  return start !== '' && now !== undefined && now !== start ? undefined : holder;
}

function isAlive(pid: number): boolean {
  try {
    process.kill(pid, 0);
    return true;
  } catch (error) {
    return (error as NodeJS.ErrnoException).code === 'EPERM';
  }
}

/** When a process started, as the kernel counts it; known on Linux only. */
function startOf(pid: number): string | undefined {
  const stat = read(`/proc/${String(pid)}/stat`);
  // The name of the program, in brackets, may hold spaces: the fields are counted after it.
  return stat?.slice(stat.lastIndexOf(')') + 2).split(' ')[19];
}

/** Of two hosts that find the same stale lock, only one moves it; what is moved is looked at again. */
function removeStale(name: string, path: string): void {
  const moved = `${name}.${String(process.pid)}.old`;
  try {
    renameSync(name, moved);
    if (holderOf(read(moved)) !== undefined) linkSync(moved, name);
  } catch (error) {
    // Where somebody else moved it first, it is gone.
    if (FORBIDDEN.includes((error as NodeJS.ErrnoException).code ?? ''))
      throw new InputProblem(
        `its lock belongs to another user, whose Claplight is gone: remove ${name}, or name another file with --journal`,
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
