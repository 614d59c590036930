/** The one board that a command is about: named, or found; opened once. */
import type { Duplex } from 'node:stream';
import { PodiumLink } from '../podium/podium-link.ts';
import { VirtualPodium } from '../emulator/virtual-podium.ts';
import { findLight, openNamed, type FoundLight } from '../serial/find-light.ts';
import { listPorts } from '../serial/port-list.ts';
import { LightProblem } from '../system/problem.ts';
import { closeSerial } from '../serial/serial-port.ts';
import { started } from './virtual.ts';
import { linesOf } from '../serial/port-lines.ts';

/** Gives the light on `path`, or the best one that is plugged in. Throws LightProblem. */
async function boardAt(path: string | undefined): Promise<FoundLight> {
  if (path !== undefined) return openNamed(path);
  const found = await findLight();
  if (typeof found === 'string') throw new LightProblem(`${found}. "--port PORT" names a port.`);
  return found;
}

/** The port of the one board that is plugged in, without opening it. Throws LightProblem. */
export async function onlyPort(path: string | undefined, list = listPorts): Promise<string> {
  if (path !== undefined) return path;
  const { ports, trouble } = await list();
  const boards = ports.filter(({ board }) => board !== undefined);
  const [first, ...more] = boards;
  if (first && more.length === 0) return first.path;
  throw new LightProblem(
    trouble ??
      (first
        ? `several boards are plugged in: name one with --port (${boards.map((one) => one.path).join(', ')})`
        : 'no board is plugged in: name its port with --port, or look with "claplight ports"'),
  );
}

export interface LinkedPodium {
  readonly link: PodiumLink;
  readonly port: Duplex;
  readonly name: string;
  close(): Promise<void>;
}

/** A podium to ask and to set: on a port, or `virtual`. Throws LightProblem where there is none. */
export async function podiumAt(path: string | undefined): Promise<LinkedPodium> {
  if (path === 'virtual') return virtualPodium();
  const { port, behind } = await boardAt(path);
  if (behind === 'firmata') {
    await closeSerial(port);
    throw new LightProblem(
      `${port.path}: this is a Firmata board, which keeps nothing by itself. "claplight flash --port ${port.path}" makes it a podium.`,
    );
  }
  return {
    link: new PodiumLink(linesOf(port)),
    port,
    name: `podium on ${port.path}`,
    close: () => closeSerial(port),
  };
}

async function virtualPodium(): Promise<LinkedPodium> {
  const port = new VirtualPodium({ startDelayMs: 0 });
  await started(port);
  return {
    link: new PodiumLink(linesOf(port)),
    port,
    name: 'virtual podium',
    close: () =>
      new Promise((done) => {
        port.close(() => {
          done();
        });
      }),
  };
}
