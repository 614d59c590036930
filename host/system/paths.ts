/** Where files live: the folders that the platform expects. */
import { existsSync, mkdirSync } from 'node:fs';
import { homedir, platform } from 'node:os';
import { dirname, isAbsolute, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { readBoundedSync } from './read-file.ts';

type Kind = 'state' | 'settings' | 'cache';

const XDG = { state: 'XDG_STATE_HOME', settings: 'XDG_CONFIG_HOME', cache: 'XDG_CACHE_HOME' };
const ON_LINUX = { state: '.local/state', settings: '.config', cache: '.cache' };
const ON_MACOS = {
  state: 'Library/Application Support',
  settings: 'Library/Preferences',
  cache: 'Library/Caches',
};
const ON_WINDOWS = {
  state: ['LOCALAPPDATA', 'AppData/Local', 'claplight'],
  settings: ['APPDATA', 'AppData/Roaming', 'claplight'],
  cache: ['LOCALAPPDATA', 'AppData/Local', 'claplight/cache'],
} as const;

/** An XDG variable counts everywhere; a relative one for nothing, as its specification has it. */
function folder(kind: Kind, env: NodeJS.ProcessEnv, system: NodeJS.Platform): string {
  const xdg = env[XDG[kind]];
  if (xdg !== undefined && isAbsolute(xdg)) return join(xdg, 'claplight');
  if (system === 'win32') {
    const [variable, usual, ours] = ON_WINDOWS[kind];
    const folder = env[variable];
    // Empty is as good as not there.
    return join(folder === undefined || folder === '' ? join(homedir(), usual) : folder, ours);
  }
  return join(homedir(), (system === 'darwin' ? ON_MACOS : ON_LINUX)[kind], 'claplight');
}

/** Journals, the virtual podium's EEPROM: what should outlive a restart. */
export const stateFolder = (env = process.env, system = platform()): string =>
  folder('state', env, system);

/** What people set: the wiring of Firmata boards. */
export const settingsFolder = (env = process.env, system = platform()): string =>
  folder('settings', env, system);

/** What may be lost: copies of lineups that came by address. */
export const cacheFolder = (env = process.env, system = platform()): string =>
  folder('cache', env, system);

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

/** The folder of package.json: how far up that is depends on what was built of this file. */
export function packageRoot(): string {
  let folder = dirname(fileURLToPath(import.meta.url));
  while (!existsSync(join(folder, 'package.json'))) folder = dirname(folder);
  return folder;
}

/** A file of the program as it was built, for a thread of its own: it runs as JavaScript, whatever this runs as. */
export const programFile = (name: string): string =>
  join(packageRoot(), 'dist', 'program', `${name}.js`);

/** In bytes; ours has a twentieth. */
const LARGEST_DESCRIPTION = 100_000;

/** The version of Claplight. */
export function packageVersion(): string {
  const text = readBoundedSync(join(packageRoot(), 'package.json'), LARGEST_DESCRIPTION);
  return (JSON.parse(text.toString('utf8')) as { version: string }).version;
}
