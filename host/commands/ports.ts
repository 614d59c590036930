/** `claplight ports`: what is plugged in, and with `probe` what is behind it. */
import { setTimeout as sleep } from 'node:timers/promises';
import type { SerialPort } from 'serialport';
import { OtherPodium, PodiumLink } from '../podium/podium-link.ts';
import { whoAnswers } from '../serial/find-light.ts';
import type { Behind } from '../serial/identify.ts';
import { listPorts, type PortEntry, type PortList } from '../serial/port-list.ts';
import { withProgress } from '../system/progress.ts';
import { LightProblem } from '../system/problem.ts';
import { closeSerial, openSerial } from '../serial/serial-port.ts';
import { linesOf } from '../serial/port-lines.ts';

/** The name of a Firmata board's firmware follows its version after a moment. */
const NAME_TAKES = 300;
const QUERY_FIRMWARE = Buffer.of(0xf0, 0x79, 0xf7);

/** Lines for people: the ports, what is behind them, and what to do. */
export async function portsReport(
  probe: boolean,
  list: () => Promise<PortList> = listPorts,
): Promise<string[]> {
  const { ports, trouble } = await list();
  if (trouble !== undefined) return [trouble];
  if (ports.length === 0)
    return [
      'No serial port. Plug the board in with a cable that carries data; some only charge.',
      'No board? "claplight run" uses the virtual podium.',
    ];
  const lines = await withProgress('asking the boards', () =>
    Promise.all(ports.map((port) => portLine(port, probe))),
  );
  const boards = ports.filter(({ board }) => board !== undefined);
  return [...lines, ...(probe || boards.length === 0 ? [] : [probeHint(boards)])];
}

const probeHint = (boards: readonly PortEntry[]): string =>
  `"claplight ports --probe" asks who is behind ${boards.length === 1 ? 'it' : 'them'}; that resets ${boards.length === 1 ? 'the board' : 'the boards'}.`;

async function portLine(port: PortEntry, probe: boolean): Promise<string> {
  const head = `${port.path}  ${port.board ?? 'not a known board'}`;
  return probe ? `${head}: ${await whoIsBehind(port.path)}` : head;
}

/** In words, with what to do. */
export async function whoIsBehind(path: string): Promise<string> {
  let port;
  try {
    port = await openSerial(path);
  } catch (error) {
    if (!(error instanceof LightProblem)) throw error;
    return error.message.replace(`${path}: `, '');
  }
  try {
    const behind = await whoAnswers(port);
    return await described(behind, port);
  } catch (error) {
    if (error instanceof OtherPodium) return error.message;
    return 'it was unplugged while being asked';
  } finally {
    await closeSerial(port);
  }
}

async function described(behind: Behind, port: SerialPort): Promise<string> {
  switch (behind) {
    case 'podium': {
      const { version, talks } = await new PodiumLink(linesOf(port)).request('hello', {});
      return `podium, firmware ${version}, holds ${String(talks)} talks. "claplight run" uses it.`;
    }
    case 'firmata':
      return `Firmata board${await firmataName(port)}. "claplight run" plays it; "claplight flash --port ${port.path}" makes it a podium.`;
    case 'other':
      return 'something that speaks another language. Leave it alone, or flash it if it is yours.';
    case 'nothing':
      return `no answer. "claplight flash --port ${port.path}" puts our firmware onto an Arduino.`;
  }
}

async function firmataName(port: SerialPort): Promise<string> {
  let heard = Buffer.alloc(0);
  port.on('data', (bytes: Buffer) => {
    heard = Buffer.concat([heard, bytes]);
  });
  port.resume();
  port.write(QUERY_FIRMWARE);
  await sleep(NAME_TAKES);
  const from = heard.indexOf(QUERY_FIRMWARE.subarray(0, 2));
  const to = heard.indexOf(0xf7, from);
  if (from < 0 || to < 0) return '';
  const [major = 0, minor = 0, ...name] = heard.subarray(from + 2, to);
  const text = name
    .filter((_, i) => i % 2 === 0)
    .map((low, i) => String.fromCharCode(low | ((name[2 * i + 1] ?? 0) << 7)))
    .join('')
    .replace(/\.(ino|cpp|pde)$/, '');
  return /^[\x20-\x7e]+$/.test(text) ? ` (${text} ${String(major)}.${String(minor)})` : '';
}

/** Prints the serial ports, and with `probe` what is behind each. */
export async function ports({ probe = false }: { readonly probe?: boolean }): Promise<void> {
  console.log((await portsReport(probe)).join('\n'));
}
