/** Makes a Firmata board the session's light. */
import type { SerialPort } from 'serialport';
import { SOUND_LEVELS } from '../../protocol/signal.ts';
import { Cable } from '../serial/cable.ts';
import type { LightRequest, OpenLight } from './light.ts';
import { LightProblem } from '../system/problem.ts';
import { closeSerial } from '../serial/serial-port.ts';
import { readWiring } from '../serial/wiring-file.ts';
import type { Wiring } from '../serial/wiring.ts';
import { FirmataBoard } from '../firmata/firmata-board.ts';
import { outputsOf } from '../firmata/outputs.ts';
import { FirmataTimekeeper } from '../firmata/firmata-timekeeper.ts';

/** What people must know before they rely on it. */
export const FIRMATA_WARNING =
  'This computer plays it: if it stops, the lamps stay as they were. "claplight flash" makes it a podium that goes on by itself.';

/** `port` is open, and a Firmata board answers on it. Throws LightProblem. */
export async function openFirmata(
  { clock, compose, resume }: LightRequest,
  port: SerialPort,
  why: string,
): Promise<OpenLight> {
  const wiring = wiringWithoutTones(readWiring());
  const board = new FirmataBoard(outputsOf(wiring));
  try {
    await board.meet(port);
  } catch (error) {
    await closeSerial(port);
    const message = error instanceof Error ? error.message : String(error);
    throw new LightProblem(`${port.path}: ${message}`, { cause: error });
  }
  const name = `Firmata board on ${port.path}`;
  const level = SOUND_LEVELS[wiring.sound] ?? 'quiet';
  const keeper = new FirmataTimekeeper(clock, compose(wiring.lamps), { board, name, level });
  if (resume) await keeper.resume(resume);
  const lost = (): void => {
    keeper.reached(false);
  };
  port.once('close', lost);
  const cable = new Cable({
    port,
    behind: 'firmata',
    meet: async (again) => {
      await board.meet(again);
      again.once('close', lost);
      keeper.reached(true);
    },
  });
  board.onSilent = () => {
    void cable.renew();
  };
  return {
    keeper,
    lamps: wiring.lamps,
    said: `Light: the Firmata board on ${port.path} (${board.firmware})${why}. ${FIRMATA_WARNING}`,
    close: () => {
      board.off();
      return cable.close();
    },
  };
}

/** A passive buzzer needs a tone, which a host cannot toggle over a serial line. */
function wiringWithoutTones(wiring: Wiring): Wiring {
  if (wiring.buzzer === 1 && wiring.sound !== 0)
    throw new LightProblem(
      'a Firmata board needs an active buzzer: with a passive one, "claplight wiring --firmata sound=off"',
    );
  return wiring;
}
