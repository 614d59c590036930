/** More of everything than anybody needs, over real sockets: it ends, and the session goes on untouched. */
import { once } from 'node:events';
import type { Socket } from 'node:net';
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { Besieged } from './support/besieged.ts';
import { ask, readAll } from './support/raw.ts';

let house: Besieged;
beforeEach(async () => {
  house = await Besieged.open();
});
afterEach(() => house.close());

/** For a machine that does other things as well; in ms. */
const PATIENCE = 10_000;

const closed = (socket: Socket): Promise<void> =>
  new Promise((resolve) => {
    socket.once('close', () => {
      resolve();
    });
  });

describe('more than anybody needs', () => {
  const LARGE = 100e6;

  it.each([
    ['said, with no token', () => `${house.host}\r\nContent-Length: ${String(LARGE)}`, 401],
    [
      'said, with the token',
      () => `${house.host}\r\n${house.bearer}\r\nContent-Length: ${String(LARGE)}`,
      413,
    ],
    ['in chunks', () => `${house.host}\r\n${house.bearer}\r\nTransfer-Encoding: chunked`, 413],
  ])('of a body of 100 MB (%s): most of it is never taken', async (_, headers, status) => {
    const socket = house.send(`POST /api/start HTTP/1.1\r\n${headers()}\r\n\r\n`);
    const answer = readAll(socket);
    const part = Buffer.alloc(1e6, 'x');
    const chunk = Buffer.concat([Buffer.from('F4240\r\n'), part, Buffer.from('\r\n')]);
    const over = closed(socket);
    for (let sent = 0; sent < LARGE && !socket.destroyed; sent += part.length)
      if (!socket.write(headers().includes('chunked') ? chunk : part))
        await Promise.race([new Promise((resume) => socket.once('drain', resume)), over]);
    await over;
    // What the system buffers on both sides is all that has left.
    expect(socket.bytesWritten - socket.writableLength).toBeLessThan(20e6);
    expect(await answer).toMatch(new RegExp(`^(HTTP/1.1 ${String(status)} |$)`));
  });

  it('of requests on one connection: each is answered, in order', async () => {
    const get = (path: string, more = ''): string =>
      `GET ${path} HTTP/1.1\r\n${house.host}\r\n${more}\r\n`;
    const text =
      get('/api/time').repeat(200) + get('/api/none') + get('/api/lineup', 'Connection: close\r\n');
    const all = await readAll(house.send(text));
    expect(all.match(/HTTP\/1.1 \d+/g)).toEqual([
      ...Array<string>(200).fill('HTTP/1.1 200'),
      'HTTP/1.1 404',
    ]);
  });

  it('of requests whose answers nobody reads: the others are answered', async () => {
    const socket = house.send('');
    socket.pause();
    const get = `GET /page/operator.js HTTP/1.1\r\n${house.host}\r\n\r\n`;
    const before = process.memoryUsage().rss;
    for (let i = 0; i < 200; i++) socket.write(get.repeat(100));
    for (let i = 0; i < 20; i++) expect((await ask(house.port, '/api/state')).status).toBe(200);
    expect(process.memoryUsage().rss - before).toBeLessThan(150e6);
  });

  it('of events that nobody reads: the stream is cut off, and the others miss nothing', async () => {
    const stream = `GET /api/events HTTP/1.1\r\n${house.host}\r\n\r\n`;
    const deaf = house.send(stream);
    deaf.pause();
    let heard = '';
    house
      .send(stream)
      .on('data', (part: Buffer) => (heard = (heard + part.toString()).slice(-20_000)));
    await vi.waitFor(() => expect(house.streams).toBe(2), PATIENCE);
    const { entries } = house.session.snapshot();
    const id = entries[2]?.id ?? 0;
    let changes = 0;
    // What the system buffers on both sides comes first.
    for (; house.streams === 2 && changes < 4000; changes++) {
      const title = `${String(changes)} ${'x'.repeat(9000)}`;
      await house.session.edit({ type: 'change', id, talk: { title } }, undefined, 'web');
      if (changes % 20 === 0) await new Promise((resume) => setImmediate(resume));
    }
    expect(house.streams).toBe(1);
    await vi.waitFor(() => expect(heard).toContain(`"${String(changes - 1)} xxx`), PATIENCE);
  });

  it('of connections that say nothing, or next to nothing: they are ended, and meanwhile pages are answered', async () => {
    const slow = [
      ...Array.from({ length: 100 }, () => house.send('')),
      ...Array.from({ length: 100 }, () => house.send('GET / HTTP/1.1\r\nX-A: ')),
      ...Array.from({ length: 80 }, () =>
        house.send(
          `POST /api/start HTTP/1.1\r\n${house.host}\r\n${house.bearer}\r\nContent-Length: 100\r\n\r\n{`,
        ),
      ),
    ];
    const ends = slow.map((socket) => readAll(socket));
    const dribble = setInterval(() => {
      for (const socket of slow) if (!socket.destroyed) socket.write('x');
    }, 500);
    for (let i = 0; i < 20; i++) await house.untouched();
    await Promise.all(ends);
    clearInterval(dribble);
  }, 30_000);

  it('of connections at all: those beyond the cap are closed at once, and come through when there is room', async () => {
    const many = Array.from({ length: 500 }, () => house.send(''));
    await Promise.all(many.map((socket) => once(socket, 'connect').catch(() => undefined)));
    const gone = (): number => many.filter(({ closed }) => closed).length;
    await vi.waitFor(() => expect(gone()).toBeGreaterThanOrEqual(180), PATIENCE);
    for (const socket of many) socket.destroy();
    await vi.waitFor(async () => {
      expect((await ask(house.port, '/api/state')).status).toBe(200);
    }, PATIENCE);
  });
});
