/** Event streams of one document: the whole of it first, then the keys that change, and heartbeats. */
import type { ServerResponse } from 'node:http';
import type { Socket } from 'node:net';
import { event } from '../mirror/readers.ts';
import { DATA_HEADERS } from '../mirror/reply.ts';

/** A client that leaves so many bytes unread is cut off; it comes back when it can. */
const UNREAD_LIMIT = 1_000_000;
const KEEPALIVE = 15_000;

export class DocumentHub {
  readonly #keys = new Map<string, string>();
  readonly #sockets = new Set<Socket>();
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
    if (changed.length > 0) this.#write(`{${changed.join()}}`);
  }

  /** Asks pages to look at the time again. */
  lookAgain(): void {
    this.#write('{}');
  }

  beat(rev: number): void {
    this.#write(String(rev));
  }

  /** False where the response's turn has not come. */
  add(response: ServerResponse): boolean {
    const { socket } = response;
    if (!socket) return false;
    response.sendDate = false;
    response.shouldKeepAlive = false;
    response.removeHeader('Transfer-Encoding');
    response.writeHead(200, { ...DATA_HEADERS, 'Content-Type': 'text/event-stream' });
    socket.setNoDelay(true);
    socket.setKeepAlive(true, KEEPALIVE);
    this.#sockets.add(socket);
    socket.once('close', () => this.#sockets.delete(socket));
    const all = [...this.#keys].map(([key, json]) => `${JSON.stringify(key)}:${json}`);
    response.write(event(`{${[...all, `"now":${String(this.#now())}`].join()}}`));
    return true;
  }

  close(): void {
    for (const socket of this.#sockets) socket.destroy();
  }

  #write(json: string): void {
    if (this.#sockets.size === 0) return;
    const bytes = event(json);
    for (const socket of this.#sockets)
      if (socket.writableLength > UNREAD_LIMIT) socket.destroy();
      else socket.write(bytes);
  }
}
