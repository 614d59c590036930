/** Event streams of one document: the whole of it first, then the keys that change, and heartbeats. */
import type { ServerResponse } from 'node:http';
import { EventSockets } from '../mirror/event-sockets.ts';

/** All rooms at once are 300 kB; a client that leaves so many bytes unread is cut off. */
const UNREAD_LIMIT = 1_000_000;

export class DocumentHub {
  readonly #keys = new Map<string, string>();
  readonly #sockets = new EventSockets(UNREAD_LIMIT);
  readonly #now: () => number;

  /** `now` by the clock of the document, in ms. */
  constructor(now: () => number) {
    this.#now = now;
  }

  get size(): number {
    return this.#sockets.size;
  }

  /** Sets keys, and tells those of them that are others than before. */
  set(document: object): void {
    const changed: string[] = [];
    for (const [key, value] of Object.entries(document)) {
      const json = JSON.stringify(value);
      if (this.#keys.get(key) === json) continue;
      this.#keys.set(key, json);
      changed.push(`${JSON.stringify(key)}:${json}`);
    }
    if (changed.length > 0) this.#sockets.send(`{${changed.join()}}`);
  }

  /** Asks pages to look at the time again. */
  lookAgain(): void {
    this.#sockets.send('{}');
  }

  beat(rev: number): void {
    this.#sockets.send(String(rev));
  }

  /** False where the response's turn has not come. */
  add(response: ServerResponse): boolean {
    const all = [...this.#keys].map(([key, json]) => `${JSON.stringify(key)}:${json}`);
    return this.#sockets.add(response, `{${[...all, `"now":${String(this.#now())}`].join()}}`);
  }

  close(): void {
    this.#sockets.end();
  }
}
