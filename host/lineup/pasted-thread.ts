/** Reads pasted lists in a thread of their own: whatever somebody pastes, the thread that keeps time goes on. */
import { Worker } from 'node:worker_threads';
import { programFile } from '../system/paths.ts';
import type { PastedReport, PastedRequest } from './pasted-list.ts';

/** A list that takes longer is none, in ms. */
const PATIENCE = 10_000;
/** Enough for the largest list that is taken, many times over. */
const MEMORY_MB = 96;
/** So many may wait behind the one that is read. */
const MOST_WAITING = 4;

const TOO_MUCH: PastedReport = {
  problem: 'That took too long to read: is it a list of talks?',
};

/** One list after the other. */
export class PastedReader {
  #last: Promise<unknown> = Promise.resolve();
  #waiting = 0;

  /** Resolves with undefined where too many wait already. */
  async read(request: PastedRequest): Promise<PastedReport | undefined> {
    if (this.#waiting > MOST_WAITING) return undefined;
    this.#waiting += 1;
    const report = this.#last.then(() => readApart(request));
    this.#last = report;
    try {
      return await report;
    } finally {
      this.#waiting -= 1;
    }
  }
}

function readApart(workerData: PastedRequest): Promise<PastedReport> {
  const worker = new Worker(programFile('pasted-worker'), {
    workerData,
    name: 'pasted list',
    resourceLimits: { maxOldGenerationSizeMb: MEMORY_MB },
  });
  const timer = setTimeout(() => void worker.terminate(), PATIENCE);
  return new Promise((resolve) => {
    worker.once('message', (report: PastedReport) => {
      resolve(report);
      void worker.terminate();
    });
    // Out of memory, say: that ends the thread and nothing else.
    worker.once('error', () => {
      resolve(TOO_MUCH);
    });
    worker.once('exit', () => {
      clearTimeout(timer);
      resolve(TOO_MUCH);
    });
  });
}
