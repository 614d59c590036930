/** `claplight wiring`: shows or changes what hangs on which pin, on a podium or for Firmata boards. */
import { SETTINGS } from '../../protocol/wire.ts';
import { InputProblem } from '../system/problem.ts';
import { withProgress } from '../system/progress.ts';
import { PodiumRefusal } from '../podium/podium-link.ts';
import { readPodiumWiring, writePodiumWiring } from '../podium/podium-settings.ts';
import { podiumAt } from '../light/one-board.ts';
import { readWiring, wiringFile, writeWiring } from '../serial/wiring-file.ts';
import {
  WIRING_NAMES,
  checkWiring,
  isDigitsName,
  readSettings,
  wordFor,
  type Wiring,
} from '../serial/wiring.ts';

interface WiringRequest {
  readonly settings: readonly string[];
  readonly port: string | undefined;
  /** The settings file for Firmata boards instead of a podium. */
  readonly firmata: boolean;
}

/** Gives lines for people. Throws InputProblem for a wiring that cannot be, LightProblem. */
async function wireBoard({ settings, port, firmata }: WiringRequest): Promise<string[]> {
  const changes = readSettings(settings, firmata ? 'firmata' : 'podium');
  if (firmata) {
    const wiring = { ...readWiring(), ...changes };
    checkForFirmata(wiring);
    if (settings.length > 0) writeWiring(wiring);
    return told(`Firmata boards, in ${wiringFile()}`, wiring, false);
  }
  const podium = await withProgress('looking for the podium', () => podiumAt(port));
  try {
    const wiring = { ...(await readPodiumWiring(podium.link)), ...changes };
    checkWiring(wiring);
    await writePodiumWiring(podium.link, wiring);
    return told(podium.name, wiring);
  } catch (error) {
    throw refusal(error);
  } finally {
    await podium.close();
  }
}

function checkForFirmata(wiring: Wiring): void {
  checkWiring(wiring);
  if (wiring.digits !== 0)
    throw new InputProblem(
      'a Firmata board has no digits: they need a podium, which "claplight flash" makes of it',
      { source: 'wiring' },
    );
  if (wiring.buzzer === 1 && wiring.sound !== 0)
    throw new InputProblem(
      'a Firmata board needs an active buzzer: the tone of a passive one cannot be made over the line; set buzzer=active or sound=off',
      { source: 'wiring' },
    );
}

function refusal(error: unknown): unknown {
  if (!(error instanceof PodiumRefusal)) return error;
  if (error.code === 'busy')
    return new InputProblem('not while a talk is on: finish that first', { source: 'wiring' });
  if (error.code === 'wiring')
    return new InputProblem('the board has no such pin, or it is already in use', {
      source: 'wiring',
    });
  return error;
}

/** Of digits that are not there, only that they are not. */
const told = (whose: string, wiring: Wiring, digits = true): string[] => [
  `Wiring of the ${whose}:`,
  ...WIRING_NAMES.filter(
    (name) => !isDigitsName(name) || wiring.digits !== 0 || (digits && name === 'digits'),
  ).map(
    (name) => `  ${`${name}=${wordFor(name, wiring[name])}`.padEnd(24)} ${SETTINGS[name].text}`,
  ),
  ...(wiring['active-low'] === 1
    ? ['  A lamp lights while its pin is low; it is dark while the board has no power.']
    : []),
];

export interface WiringOptions {
  readonly port?: string;
  readonly firmata?: boolean;
}

/** Shows the wiring, changed by `settings` first. */
export async function wiring(settings: readonly string[], options: WiringOptions): Promise<void> {
  const { port, firmata = false } = options;
  console.log((await wireBoard({ settings, port, firmata })).join('\n'));
}
