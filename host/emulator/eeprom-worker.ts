/** The thread that waits for the disk of an EEPROM. */
import { parentPort, receiveMessageOnPort, workerData } from 'node:worker_threads';
import { EepromDisk } from './eeprom-disk.ts';
import { DONE, RUNS, TRIED, type EepromRequest, type EepromWorkerData } from './eeprom-thread.ts';

const port = parentPort;
if (port === null) throw new Error('eeprom-worker.ts is meant to be run as a worker thread');
const { path, numbers } = workerData as EepromWorkerData;
const disk = new EepromDisk(path);

port.on('message', (first: EepromRequest) => {
  const all = [first];
  for (let mail = receiveMessageOnPort(port); mail; mail = receiveMessageOnPort(port))
    all.push(mail.message as EepromRequest);
  // What a slow disk was late for is saved once, as it is now.
  const save = all.findLast((request) => request !== 'sync');
  if (save !== undefined) keep(save);
  if (all.includes('sync')) disk.sync();
});

Atomics.store(numbers, RUNS, 1);
Atomics.notify(numbers, RUNS);

function keep({ number, bytes }: Exclude<EepromRequest, 'sync'>): void {
  if (disk.save(bytes)) Atomics.store(numbers, DONE, number);
  Atomics.store(numbers, TRIED, number);
  Atomics.notify(numbers, TRIED);
}
