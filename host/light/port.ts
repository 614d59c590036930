import { SerialPort } from 'serialport';
import { encodeRequest } from '../../protocol/codec.ts';
import { BAUD_RATE } from '../../protocol/wire.ts';
import { PodiumLink } from '../podium/link.ts';
import { PodiumTimekeeper } from '../podium/timekeeper.ts';
import type { LightRequest, OpenLight } from './open.ts';
import { LightProblem } from './problem.ts';

/** USB vendors of boards that may be opened unasked: opening a port resets whatever is behind it. */
const BOARD_VENDORS = ['2341', '2a03', '1a86', '0403', '10c4'];
/** A board that was reset by being opened talks after its bootloader: up to 3.5 s, and some more. */
const GREETING_WITHIN = 6000;

/** Looks for a board among the serial ports, without opening any. */
export async function findPodium(): Promise<{ readonly path?: string; readonly why: string }> {
  const ports = await SerialPort.list().catch(() => []);
  const boards = ports.filter(({ vendorId }) =>
    BOARD_VENDORS.includes(vendorId?.toLowerCase() ?? ''),
  );
  const [first] = boards;
  return first ? { path: first.path, why: '' } : { why: 'no board is plugged in' };
}

/** Opens a port once and waits for our podium behind it. Throws LightProblem. */
export async function openPort(
  { clock, programme, resume }: LightRequest,
  path: string,
): Promise<OpenLight> {
  const port = await opened(path);
  await greeted(port, path);
  const link = new PodiumLink(port);
  const keeper = await PodiumTimekeeper.greet(link, clock, {
    kind: 'podium',
    name: `podium on ${path}`,
  });
  await keeper.begin(programme, resume);
  return {
    keeper,
    said: `Light: the podium on ${path}.`,
    close: () =>
      new Promise((done) => {
        port.close(() => {
          done();
        });
      }),
  };
}

function opened(path: string): Promise<SerialPort> {
  return new Promise((resolve, reject) => {
    const port = new SerialPort({ path, baudRate: BAUD_RATE }, (error) => {
      if (error) reject(new LightProblem(sentence(path, error.message)));
      else resolve(port);
    });
  });
}

function sentence(path: string, message: string): string {
  if (/permission denied/i.test(message))
    return `${path}: no permission. Add yourself to the group that owns it (often "dialout"), then log in again.`;
  if (/no such file/i.test(message))
    return `${path}: there is no such port. Is the cable plugged in? "--light virtual" works without a board.`;
  if (/lock port/i.test(message))
    return `${path}: another program has it open. Close that one first.`;
  return `${path}: ${message}`;
}

/** The podium greets by itself after a reset; one that was not reset is asked. */
function greeted(port: SerialPort, path: string): Promise<void> {
  return new Promise((resolve, reject) => {
    const asking = setInterval(() => {
      port.write(`\n${encodeRequest(1, 'hello', {})}\n`);
    }, 2500);
    const done = (settle: () => void): void => {
      clearInterval(asking);
      clearTimeout(timer);
      port.off('data', heard);
      settle();
    };
    const timer = setTimeout(() => {
      done(() => {
        port.close();
        reject(new LightProblem(`${path}: no Claplight podium answers there within 6 s.`));
      });
    }, GREETING_WITHIN);
    let text = '';
    const heard = (bytes: Buffer): void => {
      text = (text + bytes.toString('latin1')).slice(-400);
      if (/(! claplight|ok 1 ).*\n/.test(text)) done(resolve);
    };
    port.on('data', heard);
  });
}
