/** Ports that have to be known before anything listens on them, or that are listened on again later. */
import { createSocket } from 'node:dgram';
import { once } from 'node:events';
import { createServer } from 'node:net';

/**
 * Below those that systems give away by themselves (Linux from 32768, others from 49152): one of these may be given to
 * another test's server, or to a connection, before ours listens.
 */
const FIRST = 20_000;
const COUNT = 12_000;
/** Tests run side by side: each process has a stretch of its own. Their threads have numbers, too, so they lie apart. */
let next = process.pid * 16;

/** A port of 127.0.0.1, of TCP and UDP. Throws when all are taken. */
export async function freePort(): Promise<number> {
  for (let n = 0; n < COUNT; n++) {
    const port = FIRST + (next++ % COUNT);
    const server = createServer();
    const socket = createSocket('udp4');
    try {
      server.listen({ port, host: '127.0.0.1', exclusive: true });
      await once(server, 'listening');
      socket.bind({ port, address: '127.0.0.1', exclusive: true });
      await once(socket, 'listening');
      return port;
    } catch {
      // Somebody's.
    } finally {
      await Promise.all([server, socket].map(closed));
    }
  }
  throw new Error(`all ports from ${String(FIRST)} to ${String(FIRST + COUNT - 1)} are taken`);
}

const closed = (one: { close(done: () => void): unknown }): Promise<void> =>
  new Promise((resolve) => {
    one.close(resolve);
  });
