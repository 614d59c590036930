/** The wiring of Firmata boards: they cannot keep it themselves, so it is a small file of this computer's. */
import { mkdirSync, readFileSync, renameSync, writeFileSync } from 'node:fs';
import { homedir, platform } from 'node:os';
import { dirname, join } from 'node:path';
import { SETTINGS } from '../../protocol/wire.ts';
import { InputProblem } from '../system/problem.ts';
import { USUAL_WIRING, WIRING_NAMES, checkWiring, type Wiring } from './wiring.ts';

const SETTINGS_FOLDERS: Readonly<Partial<Record<NodeJS.Platform, string>>> = {
  darwin: 'Library/Preferences',
  win32: 'AppData/Roaming',
};

/** Settings belong where the platform keeps those: XDG_CONFIG_HOME on Linux. */
export function wiringFile(): string {
  const named = process.env.XDG_CONFIG_HOME;
  const folder =
    named !== undefined && named !== ''
      ? named
      : join(homedir(), SETTINGS_FOLDERS[platform()] ?? '.config');
  return join(folder, 'claplight', 'firmata-wiring.json');
}

/** What the file says; the usual wiring where there is none. Throws InputProblem. */
export function readWiring(file = wiringFile()): Wiring {
  let text;
  try {
    text = readFileSync(file, 'utf8');
  } catch (error) {
    if (error instanceof Error && 'code' in error && error.code === 'ENOENT') return USUAL_WIRING;
    throw error;
  }
  const wiring = { ...USUAL_WIRING, ...checkedValues(file, text) };
  checkWiring(wiring);
  return wiring;
}

/** Replaces the file whole, so that it is never half written. */
export function writeWiring(wiring: Wiring, file = wiringFile()): void {
  mkdirSync(dirname(file), { recursive: true });
  const draft = `${file}.new`;
  writeFileSync(draft, `${JSON.stringify(wiring, null, 2)}\n`);
  renameSync(draft, file);
}

function checkedValues(file: string, text: string): Partial<Wiring> {
  let read: unknown;
  try {
    read = JSON.parse(text);
  } catch {
    throw new InputProblem('this is not JSON; delete the file to have the usual wiring', {
      source: file,
    });
  }
  const entries = Object.entries(read ?? {}).map(([key, value]: [string, unknown]) => {
    const name = WIRING_NAMES.find((one) => one === key);
    const fits =
      name !== undefined &&
      typeof value === 'number' &&
      Number.isInteger(value) &&
      value >= SETTINGS[name].min &&
      value <= SETTINGS[name].max;
    if (!fits)
      throw new InputProblem(`"${key}" is no setting, or its value is none`, { source: file });
    return [name, value];
  });
  return Object.fromEntries(entries) as Partial<Wiring>;
}
