/** The last good copy of each address, in the user's cache folder, for when the network is gone. */
import { createHash, randomUUID } from 'node:crypto';
import { mkdir, open, readFile, rename, rm, stat } from 'node:fs/promises';
import { homedir } from 'node:os';
import { join } from 'node:path';

/** Where the platform keeps what may be lost: XDG on Linux. */
export function cacheFolder(env = process.env, platform = process.platform): string {
  const { XDG_CACHE_HOME: xdg, LOCALAPPDATA: local } = env;
  if (xdg !== undefined && xdg.startsWith('/')) return join(xdg, 'claplight');
  if (platform === 'win32' && local !== undefined) return join(local, 'claplight', 'cache');
  if (platform === 'darwin') return join(homedir(), 'Library', 'Caches', 'claplight');
  return join(homedir(), '.cache', 'claplight');
}

/** Addresses can hold secrets, so the file's name tells nothing. */
const fileOf = (folder: string, address: URL): string =>
  join(folder, `lineup-${createHash('sha256').update(address.href).digest('hex').slice(0, 32)}`);

export interface Copy {
  readonly bytes: Uint8Array;
  /** When it was kept, in ms since 1970. */
  readonly at: number;
}

/** The copy of an address, or undefined. */
export async function copyOf(address: URL, folder: string): Promise<Copy | undefined> {
  const path = fileOf(folder, address);
  try {
    const { mtimeMs } = await stat(path);
    return { bytes: await readFile(path), at: mtimeMs };
  } catch {
    return undefined;
  }
}

/** Keeps a copy, readable by the user only. All of it is written, or the old copy stays. */
export async function keepCopy(address: URL, folder: string, text: string): Promise<void> {
  const path = fileOf(folder, address);
  const draft = `${path}.${randomUUID()}`;
  await mkdir(folder, { recursive: true, mode: 0o700 });
  try {
    const file = await open(draft, 'wx', 0o600);
    try {
      await file.writeFile(text);
    } finally {
      await file.close();
    }
    await rename(draft, path);
  } catch (error) {
    await rm(draft, { force: true });
    throw error;
  }
}
