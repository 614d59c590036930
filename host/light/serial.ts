/** Opening a serial port, each time as a new object: one that was closed replays what it had queued. */
import { realpathSync } from 'node:fs';
import { SerialPort } from 'serialport';
import { BAUD_RATE } from '../../protocol/wire.ts';
import { LightProblem } from './problem.ts';
import { portSentence } from './sentences.ts';

/** Throws LightProblem with a sentence for people. */
export function openSerial(path: string, baudRate: number = BAUD_RATE): Promise<SerialPort> {
  return new Promise((resolve, reject) => {
    const port = new SerialPort({ path, baudRate }, (error) => {
      if (error) reject(new LightProblem(portSentence(path, error.message), { cause: error }));
      else resolve(port);
    });
    // An error that nobody listens to would end the process; 'close' follows where it matters.
    port.on('error', () => undefined);
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
