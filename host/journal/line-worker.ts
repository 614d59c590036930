/** The thread that waits for the disk. */
import { parentPort, workerData } from 'node:worker_threads';
import { InputProblem } from '../system/problem.ts';
import { LineFile } from './line-file.ts';
import type { LineReport, LineRequest } from './line-thread.ts';

const port = parentPort;
if (port === null) throw new Error('line-worker.ts is meant to be run as a worker thread');

const tell = (report: LineReport): void => {
  port.postMessage(report);
};

try {
  const file = new LineFile(workerData as string);
  file.onFailed = (why): void => {
    tell({ type: 'failed', why });
  };
  port.on('message', (request: LineRequest) => {
    if (request !== 'close') {
      tell({ type: 'written', written: file.write(request.write) });
      return;
    }
    tell({ type: 'closed', why: file.close() });
    port.close();
  });
  tell({ type: 'opened' });
} catch (error) {
  if (!(error instanceof InputProblem)) throw error;
  tell({ type: 'refused', message: error.message, place: error.place });
}
