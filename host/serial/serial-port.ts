/** Opening a serial port, each time as a new object: one that was closed replays what it had queued. */
import { realpathSync, statSync } from 'node:fs';
import { setTimeout as sleep } from 'node:timers/promises';
import { SerialPort } from 'serialport';
import { BAUD_RATE } from '../../protocol/wire.ts';
import { LightProblem } from '../system/problem.ts';
import { NO_PORT, isBusy, portSentence } from './port-sentences.ts';

/** A pulled cable that serialport does not tell of is noticed after so many ms at most. */
const LOOK_EVERY = 250;
/** What a port that is hung up answers, whatever it is asked. */
const HUNG_UP = /input\/output error/i;

/**
 * A port's lock outlives its closing while a process that was forked meanwhile has not begun its
 * program: a port that is busy is tried again so many times, after so many ms each.
 */
const TRIES_WHILE_BUSY = 10;
const BUSY_FOR = 50;

/** Throws LightProblem with a sentence for people; where another program has the port, after half a second. */
export async function openSerial(path: string, baudRate: number = BAUD_RATE): Promise<SerialPort> {
  if (isNoDevice(path)) throw new LightProblem(`${path}: ${NO_PORT}`);
  for (let tries = 1; ; tries++) {
    try {
      return await opened(path, baudRate);
    } catch (error) {
      const { message } = error as Error;
      if (!isBusy(message) || tries > TRIES_WHILE_BUSY)
        throw new LightProblem(portSentence(path, message), { cause: error });
    }
    await sleep(BUSY_FOR);
  }
}

/** A file, a folder or a pipe stands there: that is not opened. Windows' ports are no files. */
function isNoDevice(path: string): boolean {
  try {
    return !statSync(path).isCharacterDevice();
  } catch {
    return false;
  }
}

function opened(path: string, baudRate: number): Promise<SerialPort> {
  return new Promise((resolve, reject) => {
    const port = new SerialPort({ path, baudRate }, (error) => {
      if (error) reject(error);
      else {
        watchCable(port);
        resolve(port);
      }
    });
    // An error that nobody listens to would end the process; 'close' follows where it matters.
    port.on('error', () => undefined);
  });
}

/**
 * Where a cable is pulled while a byte is being read, serialport reads nothing again and again and
 * never closes (its bindings' issue 162). The state of the line can't be asked for any more then.
 */
function watchCable(port: SerialPort): void {
  const looking = setInterval(() => {
    port.get((error) => {
      if (error && HUNG_UP.test(error.message)) port.close(() => undefined);
    });
  }, LOOK_EVERY).unref();
  port.once('close', () => {
    clearInterval(looking);
  });
}

/** Lets what was written go out, then closes. Never fails: the port may be gone already. */
export async function closeSerial(port: SerialPort): Promise<void> {
  if (!port.isOpen) return;
  await new Promise((done) => {
    port.drain(done);
  });
  await new Promise((done) => {
    port.close(done);
  });
}

/** A pseudo terminal has no line that resets a board when it is opened. */
export function resetsWhenOpened(path: string): boolean {
  try {
    return !realpathSync(path).startsWith('/dev/pts/');
  } catch {
    return true;
  }
}
