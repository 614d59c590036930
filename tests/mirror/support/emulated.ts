/** A house whose light is the virtual podium: the very firmware, emulated, with its lamps to be seen. */
import type { Clock } from '../../../host/system/host-clock.ts';
import { PodiumLink } from '../../../host/podium/podium-link.ts';
import { PodiumTimekeeper } from '../../../host/podium/podium-timekeeper.ts';
import type { Timekeeper } from '../../../host/session/timekeeper.ts';
import { VirtualPodium } from '../../../host/emulator/virtual-podium.ts';
import type { Programme } from '../../../protocol/programme.ts';
import { THREE_TIERS } from '../../../protocol/signal.ts';
import { SETTINGS } from '../../../protocol/wire.ts';
import { openHouse, type House, type HouseOptions } from './house.ts';
import { linesOf } from '../../../host/serial/port-lines.ts';

const LAMPS = { red: 'pin-red', amber: 'pin-amber', green: 'pin-green' } as const;

export interface EmulatedHouse extends House {
  /** The lamps that the chip drives high now, from the top. */
  lamps(): string[];
  /** Called with each change of them, and its emulated time in ms. */
  onLamps(listener: (ms: number) => void): void;
}

export async function openEmulated(options: HouseOptions = {}): Promise<EmulatedHouse> {
  const port = new VirtualPodium({ startDelayMs: 0 });
  const keeper = async (clock: Clock, programme: Programme): Promise<Timekeeper> => {
    const light = { kind: 'virtual', name: 'virtual podium' } as const;
    const made = await PodiumTimekeeper.greet(new PodiumLink(linesOf(port)), clock, light);
    await made.begin(programme);
    return made;
  };
  const house = await openHouse({ lamps: THREE_TIERS, ...options, keeper });
  const lamps = (): string[] => {
    const { outputs, levels } = port.pins;
    return Object.entries(LAMPS)
      .filter(([, pin]) => (outputs & levels & (1 << SETTINGS[pin].start)) !== 0)
      .map(([name]) => name);
  };
  return {
    ...house,
    lamps,
    onLamps(listener) {
      let before = lamps().join();
      port.on('pins', (_state: unknown, _cycle: unknown, ms: number) => {
        const now = lamps().join();
        if (now === before) return;
        before = now;
        listener(ms);
      });
    },
    async close() {
      await house.close();
      await new Promise<void>((done) => {
        port.close(() => {
          done();
        });
      });
    },
  };
}
