/** The podium's wiring in its EEPROM. Each setting must be possible when it is set, so the order matters. */
import type { LampSet } from '../../protocol/signal.ts';
import { WIRING_NAMES, type Wiring, type WiringName } from '../serial/wiring.ts';
import { PodiumRefusal, type PodiumLink } from './podium-link.ts';

/** Pins that every board has, to park a setting on while two change places. */
const PARKING = Array.from({ length: 18 }, (_, i) => i + 2);

/** The lamps that a podium has, by its wiring. Throws LinkLost. */
export async function lampsOf(link: PodiumLink): Promise<LampSet> {
  return (await link.request('get', { name: 'lamps' })).value;
}

export async function readPodiumWiring(link: PodiumLink): Promise<Wiring> {
  const wiring: Partial<Record<WiringName, number>> = {};
  for (const name of WIRING_NAMES) wiring[name] = (await link.request('get', { name })).value;
  return wiring as Wiring;
}

/** Sets what differs. Throws PodiumRefusal: a pin that the board lacks, a talk that is on. */
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
    const free = left.find((name) => !isPin(name) || !isTaken(now, wanted[name], name));
    if (free) await set(free, wanted[free]);
    else await park(first, now, wanted, set);
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

const isTaken = (wiring: Wiring, pin: number, but?: WiringName): boolean =>
  WIRING_NAMES.some((name) => isPin(name) && name !== but && wiring[name] === pin);
