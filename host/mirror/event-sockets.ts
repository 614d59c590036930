/** Whoever reads one stream of events: all are sent the same bytes, made once. */
import type { ServerResponse } from 'node:http';
import type { Socket } from 'node:net';
import { event } from './readers.ts';
import { DATA_HEADERS } from './reply.ts';

const KEEPALIVE = 15_000;

export class EventSockets {
  readonly #sockets = new Set<Socket>();
  readonly #unread: number;

  /** A client that leaves `unread` bytes unread is cut off; it comes back when it can. */
  constructor(unread: number) {
    this.#unread = unread;
  }

  get size(): number {
    return this.#sockets.size;
  }

  /**
   * Turns a response into a stream that begins with `first`, as JSON. False if its turn has not come. Not
   * chunked: framing would double the size of a heartbeat.
   */
  add(response: ServerResponse, first: string, closed: () => void = () => undefined): boolean {
    const { socket } = response;
    if (!socket) return false;
    response.sendDate = false;
    response.shouldKeepAlive = false;
    response.removeHeader('Transfer-Encoding');
    response.writeHead(200, { ...DATA_HEADERS, 'Content-Type': 'text/event-stream' });
    socket.setNoDelay(true);
    socket.setKeepAlive(true, KEEPALIVE);
    this.#sockets.add(socket);
    socket.once('close', () => {
      this.#sockets.delete(socket);
      closed();
    });
    response.write(event(first));
    return true;
  }

  send(json: string): void {
    if (this.size === 0) return;
    const bytes = event(json);
    for (const socket of this.#sockets)
      if (socket.writableLength > this.#unread) socket.destroy();
      else socket.write(bytes);
  }

  end(): void {
    for (const socket of this.#sockets) socket.destroy();
  }
}
