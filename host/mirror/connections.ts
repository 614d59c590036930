/**
 * Room for whoever has the token, however many others there are. A hall behind one address is no crowd
 * of enemies, so no address has a cap; but when there is no more room, the address that has the most idle
 * connections loses its oldest one.
 */
import type { Server } from 'node:http';
import type { Socket } from 'node:net';

export class Connections {
  readonly #most: number;
  readonly #all = new Set<Socket>();
  /** Those that may be ended, the oldest of each address first. */
  readonly #byAddress = new Map<string, Set<Socket>>();

  /** `most` connections at once. */
  constructor(server: Server, most: number) {
    this.#most = most;
    server.on('connection', (socket: Socket) => {
      this.#add(socket);
    });
  }

  /** A stream, or a connection that has shown the token: it keeps its place. */
  keep(socket: Socket): void {
    this.#forget(socket, socket.remoteAddress ?? '');
  }

  #add(socket: Socket): void {
    const address = socket.remoteAddress ?? '';
    this.#all.add(socket);
    const idle = this.#byAddress.get(address) ?? new Set();
    this.#byAddress.set(address, idle.add(socket));
    socket.once('close', () => {
      this.#all.delete(socket);
      this.#forget(socket, address);
    });
    if (this.#all.size > this.#most) this.#makeRoom();
  }

  #makeRoom(): void {
    let crowd = new Set<Socket>();
    for (const idle of this.#byAddress.values()) if (idle.size > crowd.size) crowd = idle;
    const [oldest] = crowd;
    if (!oldest) return;
    // Counted as gone at once: its end is told later.
    crowd.delete(oldest);
    this.#all.delete(oldest);
    oldest.destroy();
  }

  #forget(socket: Socket, address: string): void {
    const idle = this.#byAddress.get(address);
    idle?.delete(socket);
    if (idle?.size === 0) this.#byAddress.delete(address);
  }
}
