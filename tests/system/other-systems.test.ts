/** What other systems than Linux get to read: nobody runs them here. */
import { homedir } from 'node:os';
import { join } from 'node:path';
import { expect, it } from 'vitest';
import { forShell } from '../../host/commands/for-shell.ts';
import { cacheFolder, settingsFolder, stateFolder } from '../../host/system/paths.ts';

it('folders are those of the system, also where a variable is empty', () => {
  const mac = join(homedir(), 'Library');
  expect(stateFolder({}, 'darwin')).toBe(join(mac, 'Application Support/claplight'));
  expect(settingsFolder({}, 'darwin')).toBe(join(mac, 'Preferences/claplight'));
  expect(stateFolder({ LOCALAPPDATA: '/local' }, 'win32')).toBe('/local/claplight');
  expect(settingsFolder({ APPDATA: '/roaming' }, 'win32')).toBe('/roaming/claplight');
  const usual = join(homedir(), 'AppData/Local/claplight/cache');
  for (const env of [{}, { LOCALAPPDATA: '' }]) expect(cacheFolder(env, 'win32')).toBe(usual);
});

it('a command that is copied has quotes that its shell takes', () => {
  const path = String.raw`C:\Users\Ada Lovelace\lineup.csv`;
  expect(forShell(path, 'win32')).toBe(`"${path}"`);
  expect(forShell(String.raw`D:\lineup.csv`, 'win32')).toBe(String.raw`D:\lineup.csv`);
  expect(forShell("Ada's lineup.csv", 'linux')).toBe(String.raw`'Ada'\''s lineup.csv'`);
});
