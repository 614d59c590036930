/** Replaces a file whole: whoever reads it, or a crash, finds the old contents or the new. */
import {
  closeSync,
  fsyncSync,
  openSync,
  renameSync,
  rmSync,
  writeFileSync,
  type PathLike,
} from 'node:fs';
import { open, rename, rm } from 'node:fs/promises';
import { dirname } from 'node:path';
import { createFolder } from './paths.ts';

export interface Replacing {
  /** Permissions of the new file; for the user alone where it is left out. */
  readonly mode?: number;
  /** False where it may not wait for the disk: then a loss of power may leave the old contents. */
  readonly sync?: boolean;
}

/** Makes the folder where it is missing. When it throws the system's reason, the old file is as it was. */
export function replaceFile(
  path: string,
  contents: string | Uint8Array,
  { mode = 0o600, sync = true }: Replacing = {},
): void {
  createFolder(dirname(path));
  const draft = `${path}.${String(process.pid)}.new`;
  try {
    write(draft, contents, mode, sync);
    renameSync(draft, path);
  } catch (error) {
    rmSync(draft, { force: true });
    throw error;
  }
}

/**
 * The same while other things go on, as in a session: a disk may take its time. One call for a path at a time.
 */
export async function replaceFileLater(
  path: string,
  contents: string,
  { mode = 0o600 }: Pick<Replacing, 'mode'> = {},
): Promise<void> {
  createFolder(dirname(path));
  const draft = `${path}.${String(process.pid)}.new`;
  try {
    await rm(draft, { force: true });
    const file = await open(draft, 'wx', mode);
    try {
      await file.writeFile(contents);
      await file.sync();
    } finally {
      await file.close();
    }
    await rename(draft, path);
  } catch (error) {
    await rm(draft, { force: true });
    throw error;
  }
}

/** What somebody has put where the draft comes is not written to: a link, a pipe. */
function write(path: PathLike, contents: string | Uint8Array, mode: number, sync: boolean): void {
  rmSync(path, { force: true });
  const file = openSync(path, 'wx', mode);
  try {
    writeFileSync(file, contents);
    if (sync) fsyncSync(file);
  } finally {
    closeSync(file);
  }
}
