/**
 * A journal's file in a thread of its own: whatever the disk does, the thread that keeps time goes on.
 */
import { Worker } from 'node:worker_threads';
import { programFile } from '../system/paths.ts';
import { InputProblem, type Place } from '../system/problem.ts';
import type { LineStore, Written } from './line-store.ts';

/** What is asked of the thread; each is answered once, in order. */
export type LineRequest = { readonly write: readonly string[] } | 'close';

/** What it says; `failed` of a write that had been taken before comes unasked. */
export type LineReport =
  | { readonly type: 'opened' }
  | { readonly type: 'refused'; readonly message: string; readonly place: Place }
  | { readonly type: 'written'; readonly written: Written }
  | { readonly type: 'closed'; readonly why: string | undefined }
  | { readonly type: 'failed'; readonly why: string };

/** In ms. */
const END_ANYWAY = 5000;

/** Takes the lock. Rejects with an InputProblem where another process writes the file. */
export async function openLineThread(path: string): Promise<LineStore> {
  const thread = new LineThread(path);
  await thread.opened();
  return thread;
}

class LineThread implements LineStore {
  readonly together = true;
  onFailed: (why: string) => void = () => undefined;
  readonly #worker: Worker;
  #answered: ((report: LineReport) => void) | undefined;

  constructor(path: string) {
    this.#worker = new Worker(programFile('line-worker'), { workerData: path, name: 'journal' });
    this.#worker.on('message', (report: LineReport) => {
      if (report.type === 'failed') this.onFailed(report.why);
      else this.#answered?.(report);
    });
  }

  async opened(): Promise<void> {
    const report = await this.#answer();
    if (report.type === 'refused') throw new InputProblem(report.message, report.place);
  }

  async write(write: readonly string[]): Promise<Written> {
    const report = await this.#ask({ write });
    return report.type === 'written' ? report.written : { count: 0, mended: [] };
  }

  async close(): Promise<string | undefined> {
    const report = await this.#ask('close');
    return report.type === 'closed' ? report.why : undefined;
  }

  abandon(): void {
    // The end of a process waits for its threads, and this one for a disk that may never answer.
    const end = (): boolean => process.kill(process.pid, 'SIGKILL');
    process.once('exit', end);
    // Or never gets to its end, for another thread that waits for the same disk.
    setTimeout(end, END_ANYWAY).unref();
  }

  #ask(request: LineRequest): Promise<LineReport> {
    this.#worker.postMessage(request);
    return this.#answer();
  }

  /** The process stays for an answer, and for nothing else here. */
  #answer(): Promise<LineReport> {
    this.#worker.ref();
    return new Promise((resolve) => {
      this.#answered = (report): void => {
        this.#worker.unref();
        resolve(report);
      };
    });
  }
}
