/** Opens a light that the host plays, and plays a session on it, whatever becomes of its cable. */
import type { SerialPort } from 'serialport';
import type { LampSet, SoundLevel } from '../../protocol/signal.ts';
import { Cable } from '../serial/cable.ts';
import type { Behind } from '../serial/identify.ts';
import { closeSerial } from '../serial/serial-port.ts';
import type { LightKind } from '../session/types.ts';
import { LightProblem } from '../system/problem.ts';
import type { LightRequest, OpenLight, PlayedLight } from './light.ts';
import { PlayedTimekeeper } from './played-timekeeper.ts';

export interface Played {
  readonly light: PlayedLight;
  /** Open. */
  readonly port: SerialPort;
  readonly kind: LightKind;
  /** For people, with the port: `Firmata board on /dev/ttyACM0`. */
  readonly name: string;
  readonly lamps: LampSet;
  readonly level: SoundLevel;
  /** Who answers on its port when it is back; absent for a light that says nothing. */
  readonly behind?: Behind;
  /** Which light it is and what it cannot do, once it was met. */
  readonly said: () => string;
}

/** Throws LightProblem where the light does not answer. */
export async function openPlayed(
  { clock, compose, resume }: LightRequest,
  { light, port, kind, name, lamps, level, behind, said }: Played,
): Promise<OpenLight> {
  try {
    await light.meet(port);
  } catch (error) {
    await closeSerial(port);
    const message = error instanceof Error ? error.message : String(error);
    throw new LightProblem(`${port.path}: ${message}`, { cause: error });
  }
  const keeper = new PlayedTimekeeper(clock, compose(lamps), { light, kind, name, level });
  if (resume) await keeper.resume(resume);
  const lost = (): void => {
    keeper.reached(false);
  };
  port.once('close', lost);
  const cable = new Cable({
    port,
    behind,
    meet: async (again) => {
      await light.meet(again);
      again.once('close', lost);
      keeper.reached(true);
    },
  });
  light.onSilent = () => {
    void cable.renew();
  };
  return {
    keeper,
    lamps,
    said: said(),
    close: () => {
      light.off();
      return cable.close();
    },
  };
}
