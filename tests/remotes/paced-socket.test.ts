/** What a broker sends at once is taken a little at a time, whole and in its order. */
import { once } from 'node:events';
import { connect, createServer, type AddressInfo, type Server, type Socket } from 'node:net';
import { afterEach, expect, it } from 'vitest';
import { BrokerLink } from '../../host/remotes/broker-link.ts';
import { MOST_AT_ONCE, PacedSocket } from '../../host/remotes/paced-socket.ts';

/** MQTT's PUBLISH with the least that there can be: a topic of a letter, no properties, a byte. */
const MESSAGE = Buffer.from([0x30, 5, 0, 1, 0x61, 0, 0x78]);
const COUNT = 9000;

let server: Server | undefined;
const ends: Socket[] = [];
afterEach(() => {
  for (const end of ends.splice(0)) end.destroy();
  server?.close();
});

async function serve(behave: (socket: Socket) => void): Promise<number> {
  server = createServer((socket) => {
    ends.push(socket.on('error', () => undefined));
    behave(socket);
  }).listen(0, '127.0.0.1');
  await once(server, 'listening');
  return (server.address() as AddressInfo).port;
}

it('lets others have a turn between thousands of messages of one read', async () => {
  const port = await serve((socket) => {
    socket.on('data', (bytes: Buffer) => {
      if (bytes[0] === 0x10) socket.write(Buffer.from([0x20, 3, 0, 0, 0]));
      else if (bytes[0] === 0x82) {
        const acknowledged = Buffer.from([0x90, 4, bytes[2] ?? 0, bytes[3] ?? 0, 0, 1]);
        const flood = Array.from({ length: COUNT }, () => MESSAGE);
        socket.write(Buffer.concat([acknowledged, ...flood]));
      }
    });
  });
  let turn = 0;
  let taken = 0;
  const inTurn = new Map<number, number>();
  const turns = (): void => {
    turn += 1;
    if (taken < COUNT) setImmediate(turns);
  };
  turns();
  const link = new BrokerLink({
    address: { host: '127.0.0.1', port, tls: false },
    clientId: 'a',
    topics: ['a'],
    most: Infinity,
    up: () => undefined,
    down: () => undefined,
    changed: () => undefined,
    message: () => {
      taken += 1;
      inTurn.set(turn, (inTurn.get(turn) ?? 0) + 1);
    },
  });
  await expect.poll(() => taken, { timeout: 10_000 }).toBe(COUNT);
  await link.close();
  expect(Math.max(...inTurn.values())).toBeLessThanOrEqual(MOST_AT_ONCE / MESSAGE.length + 1);
});

it('passes on all bytes, those before the end as well, and then closes', async () => {
  const bytes = Buffer.from(Array.from({ length: 300_000 }, (_, i) => (i * 7) % 251));
  const heard: Buffer[] = [];
  const port = await serve((socket) => {
    socket.on('data', (got: Buffer) => {
      heard.push(got);
    });
    socket.end(bytes);
  });
  const paced = new PacedSocket(connect({ port, host: '127.0.0.1' }));
  paced.cork();
  paced.write('one ');
  paced.write('two');
  paced.uncork();
  const got: Buffer[] = [];
  paced.on('data', (piece: Buffer) => got.push(piece));
  await once(paced, 'close');
  expect(Buffer.concat(got).equals(bytes)).toBe(true);
  expect(Math.max(...got.map(({ length }) => length))).toBeLessThanOrEqual(MOST_AT_ONCE);
  expect(Buffer.concat(heard).toString()).toBe('one two');
});

it('closes with the error of its socket, and its socket with it', async () => {
  const port = await serve((socket) => {
    socket.resetAndDestroy();
  });
  const socket = connect({ port, host: '127.0.0.1' });
  const paced = new PacedSocket(socket);
  paced.resume();
  const [error] = (await once(paced, 'error')) as [NodeJS.ErrnoException];
  expect(error.code).toMatch(/ECONNRESET|EPIPE/);
  expect(socket.destroyed).toBe(true);
  const other = await serve(() => undefined);
  const open = connect({ port: other, host: '127.0.0.1' });
  new PacedSocket(open).destroy();
  await once(open, 'close');
});
