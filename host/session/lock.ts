/** One writer a journal: a lock file beside it that names the process which holds it. */
import { closeSync, openSync, readFileSync, unlinkSync, writeSync } from 'node:fs';

export interface Lock {
  release(): void;
}

/** Takes the lock of a file. Throws an error with the code ELOCKED while another process holds it. */
export function takeLock(path: string): Lock {
  const name = `${path}.lock`;
  for (;;) {
    try {
      const fd = openSync(name, 'wx', 0o600);
      writeSync(fd, String(process.pid));
      closeSync(fd);
      return {
        release: () => {
          remove(name);
        },
      };
    } catch (error) {
      if ((error as NodeJS.ErrnoException).code !== 'EEXIST') throw error;
    }
    const holder = holderOf(name);
    if (holder !== undefined && isAlive(holder)) {
      const message = `${path} is being written by another Claplight (process ${String(holder)}): end that one, or name another file with --journal`;
      throw Object.assign(new Error(message), { code: 'ELOCKED' });
    }
    remove(name); // Its process is gone: a crash left it.
  }
}

function holderOf(name: string): number | undefined {
  try {
    return Number.parseInt(readFileSync(name, 'utf8'), 10) || undefined;
  } catch {
    return undefined;
  }
}

function isAlive(pid: number): boolean {
  if (pid === process.pid) return true;
  try {
    process.kill(pid, 0);
    return true;
  } catch (error) {
    return (error as NodeJS.ErrnoException).code === 'EPERM';
  }
}

function remove(name: string): void {
  try {
    unlinkSync(name);
  } catch {
    // Somebody else removed it first.
  }
}
