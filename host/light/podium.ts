/** Makes a podium on a serial port the session's light. */
import type { SerialPort } from 'serialport';
import type { LampSet } from '../../protocol/signal.ts';
import { digitsOf, lampsOf } from '../podium/podium-settings.ts';
import { PodiumLink } from '../podium/podium-link.ts';
import { PodiumTimekeeper } from '../podium/podium-timekeeper.ts';
import { Cable } from '../serial/cable.ts';
import type { LightRequest, OpenLight } from './light.ts';
import { LightProblem } from '../system/problem.ts';
import { closeSerial } from '../serial/serial-port.ts';
import { linesOf } from '../serial/port-lines.ts';

/** `port` is open, and our podium answers on it. Throws LightProblem. */
export async function openPodium(
  { clock, compose, resume }: LightRequest,
  port: SerialPort,
  why: string,
): Promise<OpenLight> {
  const name = `podium on ${port.path}`;
  let keeper: PodiumTimekeeper;
  let lamps: LampSet;
  try {
    const link = new PodiumLink(linesOf(port));
    keeper = await PodiumTimekeeper.greet(link, clock, { kind: 'podium', name });
    lamps = await lampsOf(link);
    keeper.digits = await digitsOf(link);
    await keeper.begin(compose(lamps), resume, compose(lamps, resume?.podium?.items));
  } catch (error) {
    await closeSerial(port);
    const message = error instanceof Error ? error.message : String(error);
    throw new LightProblem(`${port.path}: ${message}`, { cause: error });
  }
  const cable = new Cable({
    port,
    behind: 'podium',
    meet: (again) => keeper.meetAgain(new PodiumLink(linesOf(again))),
  });
  keeper.onLost = () => {
    void cable.renew();
  };
  return {
    keeper,
    lamps,
    said: `Light: the podium on ${port.path}${why}.`,
    close: () => cable.close(),
  };
}
