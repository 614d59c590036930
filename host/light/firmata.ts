/** Makes a Firmata board the session's light. */
import type { SerialPort } from 'serialport';
import { SOUND_LEVELS } from '../../protocol/signal.ts';
import type { LightRequest, OpenLight } from './light.ts';
import { LightProblem } from '../system/problem.ts';
import { readWiring } from '../serial/wiring-file.ts';
import type { Wiring } from '../serial/wiring.ts';
import { FirmataBoard } from '../firmata/firmata-board.ts';
import { outputsOf } from '../firmata/outputs.ts';
import { openPlayed } from './played.ts';

/** What people must know before they rely on it. */
export const FIRMATA_WARNING =
  'This computer plays it: if it stops, the lamps stay as they were. "claplight flash" makes it a podium that keeps going by itself.';

/** `port` is open, and a Firmata board answers on it. Throws LightProblem. */
export function openFirmata(
  request: LightRequest,
  port: SerialPort,
  why: string,
): Promise<OpenLight> {
  const wiring = wiringWithoutTones(readWiring());
  const board = new FirmataBoard(outputsOf(wiring));
  return openPlayed(request, {
    ...{ light: board, port, kind: 'firmata', behind: 'firmata' },
    name: `Firmata board on ${port.path}`,
    lamps: wiring.lamps,
    level: SOUND_LEVELS[wiring.sound] ?? 'quiet',
    said: () =>
      `Light: the Firmata board on ${port.path} (${board.firmware})${why}. ${FIRMATA_WARNING}`,
  });
}

/** A passive buzzer needs a tone, which a host cannot toggle over a serial line. */
function wiringWithoutTones(wiring: Wiring): Wiring {
  if (wiring.buzzer === 1 && wiring.sound !== 0)
    throw new LightProblem(
      'a Firmata board needs an active buzzer: with a passive one, "claplight wiring --firmata sound=off"',
    );
  return wiring;
}
