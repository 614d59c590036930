/** Where files live: the folders that the platform expects. */
import { existsSync, mkdirSync } from 'node:fs';
import { homedir, platform } from 'node:os';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';

function folder(
  xdg: string,
  elsewhere: Readonly<Partial<Record<NodeJS.Platform, string>>>,
  other: string,
): string {
  const named = process.env[xdg];
  if (named !== undefined && named !== '') return join(named, 'claplight');
  return join(homedir(), elsewhere[platform()] ?? other, 'claplight');
}

/** Journals, the virtual podium's EEPROM: what should outlive a restart. */
export const stateFolder = (): string =>
  folder(
    'XDG_STATE_HOME',
    { darwin: 'Library/Application Support', win32: 'AppData/Local' },
    '.local/state',
  );

/** A disk that takes no folder stops nothing here: whoever needs the folder says so. */
export function makeFolder(path: string): void {
  try {
    createFolder(path);
  } catch {
    // Told by the journal, which is in it.
  }
}

/**
 * Makes a folder with its parents, or throws the system's reason. Not `recursive`: with that Node never
 * comes back where a folder that exists says that there is nothing, as /proc and disks that are gone do.
 */
export function createFolder(path: string): void {
  if (existsSync(path)) return;
  const parent = dirname(path);
  if (parent !== path) createFolder(parent);
  try {
    mkdirSync(path, { mode: 0o700 });
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code !== 'EEXIST') throw error;
  }
}

/** A file name that sorts by time: `2026-05-15-17-30-00`. */
export const stamp = (date: Date): string => date.toISOString().slice(0, 19).replace(/[T:]/g, '-');

/** The folder of package.json: two folders up in the sources, three in `dist`. */
export function packageRoot(): string {
  let folder = dirname(fileURLToPath(import.meta.url));
  while (!existsSync(join(folder, 'package.json'))) folder = dirname(folder);
  return folder;
}
