/** The thread that reads one pasted list, and ends. */
import { parentPort, workerData } from 'node:worker_threads';
import { InputProblem } from '../system/problem.ts';
import { readPasted, sentenceOf } from './pasted.ts';
import type { PastedReport, PastedRequest } from './pasted-thread.ts';

const { text, swap } = workerData as PastedRequest;

function reportOf(): PastedReport {
  try {
    return { list: readPasted(text, swap) };
  } catch (error) {
    if (!(error instanceof InputProblem)) throw error;
    return { problem: sentenceOf(error) };
  }
}

parentPort?.postMessage(reportOf());
