/** The podium's wiring in its EEPROM. Each setting must be possible when it is set, so the order matters. */
import {
  DIGIT_CHANGEOVERS,
  DIGIT_COUNTS,
  DIGIT_MODULES,
  DIGIT_OVERS,
  type DigitModule,
  type DigitsSettings,
} from '../../protocol/digits.ts';
import type { LampSet } from '../../protocol/signal.ts';
import {
  USUAL_WIRING,
  WIRING_NAMES,
  collision,
  isDigitsName,
  type Wiring,
  type WiringName,
} from '../serial/wiring.ts';
import { InputProblem } from '../system/problem.ts';
import { PodiumRefusal, type PodiumLink } from './podium-link.ts';

/** Pins that every board has, to park a setting on while two change places. */
const PARKING = Array.from({ length: 18 }, (_, i) => i + 2);

/** The lamps that a podium has, by its wiring. Throws LinkLost. */
export async function lampsOf(link: PodiumLink): Promise<LampSet> {
  return (await link.request('get', { name: 'lamps' })).value;
}

/** Its settings; those that its firmware does not know yet are as if nothing had been set. */
export async function readPodiumWiring(link: PodiumLink): Promise<Wiring> {
  const wiring: Record<WiringName, number> = { ...USUAL_WIRING };
  const digits = (await knownDigits(link)) !== undefined;
  for (const name of WIRING_NAMES)
    if (digits || !isDigitsName(name)) wiring[name] = (await link.request('get', { name })).value;
  return wiring;
}

/** The digits that it has. Throws LinkLost. */
export async function digitsModule(link: PodiumLink): Promise<DigitModule> {
  return DIGIT_MODULES[(await knownDigits(link)) ?? 0] ?? 'none';
}

/** What its digits are set to tell; undefined where it has none. Throws LinkLost. */
export async function digitsOf(link: PodiumLink): Promise<DigitsSettings | undefined> {
  const module = await digitsModule(link);
  if (module === 'none') return undefined;
  const get = async (name: WiringName): Promise<number> =>
    (await link.request('get', { name })).value;
  return {
    module,
    count: DIGIT_COUNTS[await get('digits-count')] ?? 'down',
    over: DIGIT_OVERS[await get('digits-over')] ?? 'count-on',
    changeover: DIGIT_CHANGEOVERS[await get('digits-changeover')] ?? 'dark',
  };
}

/** The setting `digits`; undefined where the firmware knows none. */
async function knownDigits(link: PodiumLink): Promise<number | undefined> {
  try {
    return (await link.request('get', { name: 'digits' })).value;
  } catch (error) {
    if (error instanceof PodiumRefusal && error.code === 'range') return undefined;
    throw error;
  }
}

/**
 * Sets what differs. Throws PodiumRefusal: a pin that the board lacks, a talk that is on; InputProblem
 * for digits where the firmware knows none.
 */
export async function writePodiumWiring(link: PodiumLink, wanted: Wiring): Promise<void> {
  const now: Record<WiringName, number> = { ...(await readPodiumWiring(link)) };
  const set = async (name: WiringName, value: number): Promise<void> => {
    await link.request('set', { name, value });
    now[name] = value;
  };
  for (;;) {
    const left = WIRING_NAMES.filter((name) => now[name] !== wanted[name]);
    const [first] = left;
    if (first === undefined) return;
    if (left.some(isDigitsName) && (await knownDigits(link)) === undefined)
      throw new InputProblem(
        'its firmware is too old for digits: "claplight flash" brings today\'s, and the settings stay',
        { source: 'wiring' },
      );
    const free = left.find((name) => !collision({ ...now, [name]: wanted[name] }));
    if (free) await set(free, wanted[free]);
    else await park(left.find(isPin) ?? first, now, wanted, set);
  }
}

async function park(
  name: WiringName,
  now: Wiring,
  wanted: Wiring,
  set: (name: WiringName, value: number) => Promise<void>,
): Promise<void> {
  const pin = PARKING.find((one) => !isTaken(now, one) && !isTaken(wanted, one));
  if (pin === undefined) throw new PodiumRefusal('wiring');
  await set(name, pin);
}

const isPin = (name: WiringName): boolean => name.startsWith('pin-');

const isTaken = (wiring: Wiring, pin: number): boolean =>
  WIRING_NAMES.some((name) => isPin(name) && wiring[name] === pin);
