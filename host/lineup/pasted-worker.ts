/** The thread that reads one pasted list, and ends. */
import { parentPort, workerData } from 'node:worker_threads';
import { readPasted } from './pasted.ts';
import type { PastedRequest } from './pasted-list.ts';

parentPort?.postMessage(readPasted(workerData as PastedRequest));
