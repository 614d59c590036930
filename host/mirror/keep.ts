/**
 * Token and port of a session, kept in a file of mode 0600 so that a resumed session has the same:
 * pages and phones find it again by themselves. Never in the journal, which people pass on.
 */
import { readBoundedSync } from '../system/read-file.ts';
import { replaceFileLater } from '../system/replace-file.ts';

export interface Kept {
  readonly token: string;
  readonly port: number;
}

/** What the file holds, or undefined where there is none or it is not ours. */
export function readKept(path: string): Kept | undefined {
  try {
    const value = JSON.parse(readBoundedSync(path, 4096).toString('utf8')) as Partial<Kept> | null;
    if (typeof value?.token !== 'string' || !/^\S{1,200}$/.test(value.token)) return undefined;
    return Number.isInteger(value.port) ? (value as Kept) : undefined;
  } catch {
    return undefined;
  }
}

/** A disk that is slow, or takes nothing, stops no session; the journal says so. One call at a time. */
export async function writeKept(path: string, kept: Kept): Promise<void> {
  try {
    await replaceFileLater(path, `${JSON.stringify(kept)}\n`);
  } catch {
    // The next session makes a new token.
  }
}
