/**
 * A network between a page and the mirror: on another loopback address and the same port, so that the
 * Host header holds. It can be slow, be cut, and counts what goes through.
 */
import { connect, createServer, type Server, type Socket } from 'node:net';

export interface Network {
  readonly url: string;
  /** Bytes both ways. */
  bytes: number;
  /** One-way delay of each piece, in ms; pieces never overtake each other. */
  delay: () => number;
  /** While true nothing goes through, and nothing is closed: a cable that was pulled. */
  cut: boolean;
  /** Ends every connection. */
  drop(): void;
  close(): Promise<void>;
}

const ADDRESS = '127.0.0.2';

export async function network(port: number): Promise<Network> {
  const sockets = new Set<Socket>();
  const server: Server = createServer({ noDelay: true }, (near) => {
    const far = connect({ port, host: '127.0.0.1', noDelay: true });
    carry(near, far);
    carry(far, near);
  });
  const made: Network = {
    url: `http://${ADDRESS}:${String(port)}`,
    bytes: 0,
    delay: () => 0,
    cut: false,
    drop() {
      for (const socket of sockets) socket.destroy();
    },
    close: () =>
      new Promise((resolve) => {
        server.close(() => {
          resolve();
        });
        made.drop();
      }),
  };

  function carry(from: Socket, to: Socket): void {
    sockets.add(from);
    let due = 0;
    from.on('data', (piece: Buffer) => {
      if (made.cut) return;
      made.bytes += piece.length;
      const wait = made.delay();
      if (wait === 0) {
        to.write(piece);
        return;
      }
      due = Math.max(due, performance.now() + wait);
      setTimeout(() => {
        if (!made.cut && to.writable) to.write(piece);
      }, due - performance.now());
    });
    from.on('error', () => undefined);
    from.on('close', () => {
      sockets.delete(from);
      if (!made.cut) to.end();
    });
  }

  await new Promise<void>((resolve) => server.listen(port, ADDRESS, resolve));
  return made;
}
