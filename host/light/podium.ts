/** Makes a podium on a serial port the session's light. */
import type { SerialPort } from 'serialport';
import { PodiumLink } from '../podium/link.ts';
import { PodiumTimekeeper } from '../podium/timekeeper.ts';
import { Cable } from './cable.ts';
import type { LightRequest, OpenLight } from './open.ts';
import { LightProblem } from './problem.ts';
import { closeSerial } from './serial.ts';

/** `port` is open, and our podium answers on it. Throws LightProblem. */
export async function openPodium(
  { clock, programme, resume }: LightRequest,
  port: SerialPort,
  why: string,
): Promise<OpenLight> {
  const name = `podium on ${port.path}`;
  let keeper: PodiumTimekeeper;
  try {
    keeper = await PodiumTimekeeper.greet(new PodiumLink(port), clock, { kind: 'podium', name });
    await keeper.begin(programme, resume);
  } catch (error) {
    await closeSerial(port);
    const message = error instanceof Error ? error.message : String(error);
    throw new LightProblem(`${port.path}: ${message}`, { cause: error });
  }
  const cable = new Cable({
    port,
    behind: 'podium',
    meet: (again) => keeper.meetAgain(new PodiumLink(again)),
  });
  keeper.onLost = () => {
    void cable.renew();
  };
  return { keeper, said: `Light: the podium on ${port.path}${why}.`, close: () => cable.close() };
}
