/** Finds the light behind serial ports: a podium before a Firmata board. Each port is opened once. */
import type { SerialPort } from 'serialport';
import { identify, type Behind } from './identify.ts';
import { listPorts, type PortEntry, type PortList } from './port-list.ts';
import { LightProblem } from '../system/problem.ts';
import { portTrouble } from './port-sentences.ts';
import { closeSerial, openSerial, resetsWhenOpened } from './serial-port.ts';

const FASTER = 115_200;
/** By then a board that was reset has long started. */
const FASTER_PATIENCE = 1500;

export interface FoundLight {
  readonly port: SerialPort;
  readonly behind: 'podium' | 'firmata';
  /** Why this one, where there were several: goes behind its name. */
  readonly why: string;
}

/** A port that was opened, and who answered on it. */
interface Answer {
  readonly path: string;
  readonly port?: SerialPort;
  readonly behind?: Behind;
  /** Why it could not be opened. */
  readonly trouble?: string;
}

/**
 * Who is behind an open port: asked at our speed, then at the one of ConfigurableFirmata, at which the port
 * stays if that answers. Rejects when the port closes.
 */
export async function whoAnswers(port: SerialPort): Promise<Behind> {
  const behind = await identify(port, { reset: resetsWhenOpened(port.path) });
  if (behind === 'podium' || behind === 'firmata') return behind;
  await new Promise((done) => {
    port.update({ baudRate: FASTER }, done);
  });
  const faster = { reset: false, likely: 'firmata', patience: FASTER_PATIENCE } as const;
  const asked = identify(port, faster);
  // Whoever asked first has paused it.
  port.resume();
  return (await asked) === 'firmata' ? 'firmata' : behind;
}

/** Opens a port that was named, and waits for a light behind it. Throws LightProblem. */
export async function openNamed(path: string): Promise<FoundLight> {
  const port = await openSerial(path);
  let behind: Behind;
  try {
    behind = await whoAnswers(port);
  } catch (error) {
    throw new LightProblem(`${path}: it was unplugged. Plug it in again.`, { cause: error });
  }
  if (behind === 'podium' || behind === 'firmata') return { port, behind, why: '' };
  await closeSerial(port);
  throw new LightProblem(
    behind === 'nothing'
      ? `${path}: nothing answers there. "claplight flash --port ${path}" puts our firmware onto an Arduino.`
      : `${path}: something else talks there. Is it the right port? "claplight ports --probe" tells them apart.`,
  );
}

/** The best light among the boards that are plugged in, or a sentence that says why there is none. */
export async function findLight(
  list: () => Promise<PortList> = listPorts,
): Promise<FoundLight | string> {
  const { ports, trouble } = await list();
  const boards = ports.filter(({ board }) => board !== undefined);
  if (boards.length === 0) return trouble ?? 'no board is plugged in';
  const answers = await Promise.all(boards.map(ask));
  const chosen = choose(answers);
  const others = answers.flatMap(({ port }) => (port && port !== chosen?.port ? [port] : []));
  await Promise.all(others.map(closeSerial));
  if (chosen) return { ...chosen, why: whyChosen(chosen, answers) };
  return answers.map(told).join(', ');
}

async function ask({ path }: PortEntry): Promise<Answer> {
  let port;
  try {
    port = await openSerial(path);
    return { path, port, behind: await whoAnswers(port) };
  } catch (error) {
    const cause = error instanceof LightProblem ? error.cause : error;
    const trouble = portTrouble(cause instanceof Error ? cause.message : '');
    return { path, ...(port && { port }), trouble };
  }
}

function choose(answers: readonly Answer[]): Omit<FoundLight, 'why'> | undefined {
  for (const behind of ['podium', 'firmata'] as const) {
    const found = answers.find((answer) => answer.behind === behind);
    if (found?.port) return { port: found.port, behind };
  }
  return undefined;
}

function whyChosen({ port, behind }: Omit<FoundLight, 'why'>, answers: readonly Answer[]): string {
  const others = answers.filter((answer) => answer.port !== port);
  if (others.length === 0) return '';
  const equal = others.some((answer) => answer.behind === behind);
  const why = equal
    ? `the first of several`
    : behind === 'podium'
      ? 'a podium comes first'
      : 'no podium';
  return ` (${why}; also plugged in: ${others.map(told).join(', ')}; --light PORT chooses another)`;
}

const WHO: Readonly<Record<Behind, string>> = {
  podium: 'a podium',
  firmata: 'a Firmata board',
  other: 'something else',
  nothing: 'a board that does not answer',
};

const told = ({ path, behind, trouble }: Answer): string =>
  `${behind ? WHO[behind] : (trouble ?? '')} on ${path}`;
