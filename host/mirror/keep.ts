/**
 * Token and port of a session, kept in a file of mode 0600 so that a resumed session has the same:
 * pages and phones find it again by themselves. Never in the journal, which people pass on.
 */
import { readFileSync, renameSync, rmSync, writeFileSync } from 'node:fs';

export interface Kept {
  readonly token: string;
  readonly port: number;
}

/** What the file holds, or undefined where there is none or it is not ours. */
export function readKept(path: string): Kept | undefined {
  try {
    const value = JSON.parse(readFileSync(path, 'utf8')) as Partial<Kept> | null;
    if (typeof value?.token !== 'string' || !/^\S{1,200}$/.test(value.token)) return undefined;
    return Number.isInteger(value.port) ? (value as Kept) : undefined;
  } catch {
    return undefined;
  }
}

/**
 * Replaces the file whole, so that a crash leaves the old or the new one. A disk that takes nothing
 * stops no session; the journal says so.
 */
export function writeKept(path: string, kept: Kept): void {
  const draft = `${path}.${String(process.pid)}`;
  try {
    writeFileSync(draft, `${JSON.stringify(kept)}\n`, { mode: 0o600 });
    renameSync(draft, path);
  } catch {
    rmSync(draft, { force: true });
  }
}
