/**
 * This process and others, by number and by when they started: numbers are given again, after a restart
 * above all.
 */
import { readBoundedSync } from './read-file.ts';

/** Names this process: its number, and its start as the kernel counts it (on Linux). */
export const thisProgram = (): string =>
  `${String(process.pid)} ${startOf(process.pid) ?? ''}`.trim();

/** The number of the process that a name names, if that still runs. */
export function runningProgram(name: string | undefined): number | undefined {
  const [pid, start = ''] = (name ?? '').trim().split(' ');
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
  try {
    const stat = readBoundedSync(`/proc/${String(pid)}/stat`, 4096).toString('utf8');
    // The name of the program, in brackets, may hold spaces: the fields are counted after it.
    return stat.slice(stat.lastIndexOf(')') + 2).split(' ')[19];
  } catch {
    return undefined;
  }
}
