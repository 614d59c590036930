import { parentPort, receiveMessageOnPort, workerData } from 'node:worker_threads';
import { EepromFile } from './eeprom-file.ts';
import { EepromThread } from './eeprom-thread.ts';
import type { Request, Settings } from './worker-messages.ts';
import { Runner } from './runner.ts';

/**
 * The worker thread: run until caught up with the clock, then wait, until something is asked of
 * the board or until it is time to look again. It never returns to its event loop.
 */
export interface WorkerData {
  readonly settings: Settings;
  /** Where the EEPROM outlives this run. */
  readonly eepromFile: string | undefined;
  /** Raised and notified after every message, so that the wait ends at once. */
  readonly bell: Int32Array;
}

const port = parentPort;
if (port === null) throw new Error('worker.ts is meant to be run as a worker thread');
const { settings, eepromFile, bell } = workerData as WorkerData;

const runner = new Runner(
  settings,
  () => performance.now(),
  (report) => {
    port.postMessage(report);
  },
  eepromFile === undefined ? undefined : new EepromFile(eepromFile, new EepromThread(eepromFile)),
);

while (!runner.closed) {
  const rung = Atomics.load(bell, 0);
  for (let mail = receiveMessageOnPort(port); mail; mail = receiveMessageOnPort(port)) {
    runner.handle(mail.message as Request);
  }
  const wait = runner.step();
  if (wait > 0) Atomics.wait(bell, 0, rung, wait);
}
