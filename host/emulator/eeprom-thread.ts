/**
 * An EEPROM's file in a thread of its own. The board waits for a disk that is quick, so that what it says it has
 * written is in the file; it does not stand still for one that is slow.
 */
import { Worker } from 'node:worker_threads';
import { programFile } from '../system/paths.ts';
import type { EepromStore } from './eeprom-disk.ts';

/** A disk that takes longer than these ms is not waited for; in the end, longer than these. */
const PATIENCE = 50;
const LAST_PATIENCE = 3000;
/** A computer that is busy may need longer than the disk until the thread runs at all: once, these ms. */
const START_PATIENCE = 3000;

export type EepromRequest = { readonly number: number; readonly bytes: Uint8Array } | 'sync';

/** Numbers that both threads see: the last save that was tried, the last that was done, and 1 once the thread runs. */
export const TRIED = 0;
export const DONE = 1;
export const RUNS = 2;

export interface EepromWorkerData {
  readonly path: string;
  readonly numbers: Int32Array;
}

export class EepromThread implements EepromStore {
  readonly #worker: Worker;
  readonly #numbers = new Int32Array(new SharedArrayBuffer(12));
  #number = 0;

  constructor(path: string) {
    const data: EepromWorkerData = { path, numbers: this.#numbers };
    this.#worker = new Worker(programFile('eeprom-worker'), { workerData: data, name: 'EEPROM' });
  }

  /** One that is late is on its way all the same: the board goes on, and does not wait for the next one either. */
  save(bytes: Uint8Array, last: boolean): boolean {
    const late = this.#tried < this.#number && !last;
    if (!late) Atomics.wait(this.#numbers, RUNS, 0, START_PATIENCE);
    this.#number += 1;
    const number = this.#number;
    this.#ask({ number, bytes: Uint8Array.from(bytes) });
    const end = performance.now() + (last ? LAST_PATIENCE : PATIENCE);
    for (let tried = this.#tried; tried < number && !late; tried = this.#tried) {
      const rest = end - performance.now();
      if (rest <= 0) break;
      Atomics.wait(this.#numbers, TRIED, tried, rest);
    }
    return Atomics.load(this.#numbers, DONE) === number;
  }

  sync(): void {
    this.#ask('sync');
  }

  get #tried(): number {
    return Atomics.load(this.#numbers, TRIED);
  }

  #ask(request: EepromRequest): void {
    this.#worker.postMessage(request);
  }
}
