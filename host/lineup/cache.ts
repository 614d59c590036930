/** The last good copy of each address, in the user's cache folder, for when the network is gone. */
import { createHash } from 'node:crypto';
import { stat } from 'node:fs/promises';
import { join } from 'node:path';
import { readBounded } from '../system/read-file.ts';
import { replaceFile } from '../system/replace-file.ts';
import { LARGEST } from './limits.ts';

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
    return { bytes: await readBounded(path, LARGEST), at: mtimeMs };
  } catch {
    return undefined;
  }
}

/** Keeps a copy, readable by the user only. Throws where the disk takes none; the old copy then stays. */
export function keepCopy(address: URL, folder: string, text: string): void {
  replaceFile(fileOf(folder, address), text);
}
