/** The wiring of Firmata boards: they cannot keep it themselves, so it is a small file of this computer's. */
import { join } from 'node:path';
import { SETTINGS } from '../../protocol/wire.ts';
import { settingsFolder } from '../system/paths.ts';
import { InputProblem } from '../system/problem.ts';
import { UnreadFile, readBoundedSync } from '../system/read-file.ts';
import { replaceFile } from '../system/replace-file.ts';
import {
  USUAL_WIRING,
  WIRING_NAMES,
  analogOf,
  analogPin,
  checkWiring,
  isPinName,
  pinWord,
  type Wiring,
} from './wiring.ts';

/** Far more than a dozen numbers need, in bytes. */
const LARGEST = 16_384;

export const wiringFile = (): string => join(settingsFolder(), 'firmata-wiring.json');

/** What the file says; the usual wiring where there is none. Throws InputProblem. */
export function readWiring(file = wiringFile()): Wiring {
  let text;
  try {
    text = readBoundedSync(file, LARGEST).toString('utf8');
  } catch (error) {
    if (error instanceof Error && 'code' in error && error.code === 'ENOENT') return USUAL_WIRING;
    if (error instanceof UnreadFile) throw new InputProblem(error.message, { source: file });
    throw error;
  }
  const wiring = { ...USUAL_WIRING, ...checkedValues(file, text) };
  checkWiring(wiring);
  return wiring;
}

/** Numbers, and `"A0"` for a pin that was written so. */
export function writeWiring(wiring: Wiring, file = wiringFile()): void {
  const words = Object.entries(wiring).map(([name, value]) => [
    name,
    analogOf(value) === undefined ? value : pinWord(value),
  ]);
  const text = JSON.stringify(Object.fromEntries(words), null, 2);
  replaceFile(file, `${text}\n`, { mode: 0o644 });
}

function checkedValues(file: string, text: string): Partial<Wiring> {
  let read: unknown;
  try {
    read = JSON.parse(text);
  } catch {
    throw new InputProblem('this is not JSON; delete the file to use the default wiring', {
      source: file,
    });
  }
  const entries = Object.entries(read ?? {}).map(([key, value]: [string, unknown]) => {
    const name = WIRING_NAMES.find((one) => one === key);
    if (name !== undefined && isPinName(name) && typeof value === 'string') {
      const pin = analogPin(value);
      if (pin !== undefined) return [name, pin];
    }
    const fits =
      name !== undefined &&
      typeof value === 'number' &&
      Number.isInteger(value) &&
      value >= SETTINGS[name].min &&
      value <= SETTINGS[name].max;
    if (!fits)
      throw new InputProblem(`"${key}" is not a setting, or its value is impossible`, {
        source: file,
      });
    return [name, value];
  });
  return Object.fromEntries(entries) as Partial<Wiring>;
}
