/**
 * What five hundred replugs leave behind: real terminals, serialport and cables, a podium and a Firmata
 * board side by side. The boards run fast, so that it is over in a minute.
 */
import { setTimeout as sleep } from 'node:timers/promises';
import { queryObjects, setFlagsFromString } from 'node:v8';
import { runInNewContext } from 'node:vm';
import { SerialPort } from 'serialport';
import { hostClock } from '../../../host/system/host-clock.ts';
import type { OpenLight } from '../../../host/light/light.ts';
import { openLight } from '../../../host/light/open-light.ts';
import { defaultImage } from '../../../host/emulator/files.ts';
import { standardFirmata } from '../../firmata/standard-firmata.ts';
import { Rig } from '../../light/rig.ts';
import { programmeOf } from '../../podium/support.ts';
import type { Row } from '../row.ts';

/** What serialport's own bindings keep of each port, some 0.4 kB of its poller, and what V8 compiles. */
const KEPT_BY_OTHERS = '<= 2000';
/** Of each of the two. */
const REPLUGS = 250;
/** The first ones fill caches and let the compiler work. */
const WARM_UP = 60;
const SPEED = 10;

class Plugged {
  readonly #rig: Rig;
  readonly #light: OpenLight;

  private constructor(rig: Rig, light: OpenLight) {
    this.#rig = rig;
    this.#light = light;
    light.keeper.listen(() => undefined);
  }

  static async of(image: string): Promise<Plugged> {
    const rig = new Rig();
    await rig.plug();
    rig.board(image, { speed: SPEED });
    const compose = (): ReturnType<typeof programmeOf> => programmeOf([1, 2]);
    const light = await openLight({ choice: rig.path, clock: hostClock(), compose });
    await light.keeper.act({ type: 'start' });
    return new Plugged(rig, light);
  }

  async replug(times: number): Promise<void> {
    const { keeper } = this.#light;
    for (let i = 0; i < times; i++) {
      await this.#rig.unplug();
      await this.#rig.until('it is missed', () => !keeper.light.reached);
      await this.#rig.plug();
      await this.#rig.until('it is back', () => keeper.light.reached);
      this.#rig.told.length = 0;
    }
  }

  async close(): Promise<void> {
    await this.#light.keeper.close();
    await this.#light.close();
    await this.#rig.close();
  }
}

/** Bytes in use when timers and finalizers have had their turn. */
async function inUse(): Promise<number> {
  setFlagsFromString('--expose-gc');
  const collect = runInNewContext('gc') as () => void;
  let least = Infinity;
  for (let round = 0; round < 5; round++) {
    await sleep(100);
    collect();
    least = Math.min(least, process.memoryUsage().heapUsed);
  }
  return least;
}

export async function replugs(): Promise<Row[]> {
  const image = standardFirmata();
  if (image === undefined) throw new Error('no StandardFirmata: it is fetched from the registry');
  // Node warns of each emitter with more than ten listeners of one event.
  let crowded = 0;
  process.on('warning', ({ name }) => {
    if (name === 'MaxListenersExceededWarning') crowded += 1;
  });
  const boards = [await Plugged.of(defaultImage()), await Plugged.of(image)];
  const after = async (times: number): Promise<number> => {
    await Promise.all(boards.map((board) => board.replug(times)));
    return inUse();
  };
  const before = await after(WARM_UP);
  const kept = ((await after(REPLUGS)) - before) / (REPLUGS * boards.length);
  const ports = queryObjects(SerialPort, { format: 'count' }) - boards.length;
  for (const board of boards) await board.close();
  const name = '500 replugs of a podium and a Firmata board';
  return [
    { name: `${name}: memory kept for each`, value: kept, unit: 'bytes', target: KEPT_BY_OTHERS },
    // The last ones of each wait for the collector.
    { name: `${name}: ports left`, value: ports, unit: '', target: '<= 6' },
    { name: `${name}: warnings of many listeners`, value: crowded, unit: '', target: '0' },
  ];
}
