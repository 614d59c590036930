/** Connections without the token, which want everything and let go of nothing. */
import { join } from 'node:path';
import { Worker } from 'node:worker_threads';
import { packageRoot } from '../../host/system/paths.ts';

/** So many more connections of a crowd; none: all of it leaves. */
export interface CrowdRequest {
  readonly crowd: number;
  readonly port: number;
  readonly count: number;
}

let worker: Worker | undefined;
let crowds = 0;

function ask(request: CrowdRequest): void {
  worker ??= new Worker(join(packageRoot(), 'dist/tests/chaos/crowd-worker.js'));
  worker.unref();
  worker.postMessage(request);
}

export class Crowd {
  readonly #number = crowds++;
  #here = false;

  /** So many more of them. */
  gather(port: number, count: number): void {
    this.#here = true;
    ask({ crowd: this.#number, port, count });
  }

  leave(): void {
    if (this.#here) ask({ crowd: this.#number, port: 0, count: 0 });
    this.#here = false;
  }
}
