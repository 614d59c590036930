/** Crowds of connections, over real sockets: whoever has the token comes through. */
import { connect, type Socket } from 'node:net';
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { peerOf } from '../../host/mirror/addresses.ts';
import { Crowding } from '../../host/mirror/crowding.ts';
import { startMirror } from '../../host/mirror/server.ts';
import { Besieged } from './support/besieged.ts';
import { openHouse } from './support/house.ts';
import { ask, dial, readAll } from './support/raw.ts';

let house: Besieged;
beforeEach(async () => {
  house = await Besieged.open();
});
afterEach(() => house.close());

/** For a machine that does other things as well; in ms. */
const PATIENCE = 10_000;
/** Room for twenty streams and 300 connections besides; the last fifty wait for headers. */
const ROOM = 320;

const get = (path: string, more = ''): string =>
  `GET ${path} HTTP/1.1\r\n${house.host}\r\n${more}\r\n`;
const bearer = (): Record<string, string> => ({ Authorization: `Bearer ${house.token}` });
const press = (): Promise<{ status: number }> =>
  ask(house.port, '/api/mute', bearer(), 'POST', '{"on": true}');

/** Resolves once a connection has been told something. */
const told = (socket: Socket): Promise<Socket> =>
  new Promise((resolve) => {
    socket.once('data', () => {
      resolve(socket);
    });
  });

/** So many connections that have been answered and stay; from another address of this computer, if one is given. */
const settled = (count: number, localAddress = '127.0.0.1'): Promise<Socket[]> =>
  Promise.all(
    Array.from({ length: count }, () => {
      const socket = connect({ port: house.port, host: '127.0.0.1', localAddress });
      socket.on('error', () => undefined);
      house.open.add(socket);
      socket.write(get('/api/time'));
      return told(socket);
    }),
  );

const gone = (sockets: readonly Socket[]): number => sockets.filter(({ closed }) => closed).length;

describe('presses come through', () => {
  it('while more connections than there is room for are held open', async () => {
    for (let i = 0; i < 20; i++) house.send(get('/api/events'));
    for (let i = 0; i < 480; i++) house.send(i % 2 === 0 ? get('/api/time') : '');
    await vi.waitFor(() => expect(house.streams).toBe(20), PATIENCE);
    for (let i = 0; i < 40; i++) expect((await press()).status).toBe(200);
  });

  it('while every place is taken by streams and pollers that come back, and operators are told', async () => {
    const streams = Array.from({ length: 20 }, () => house.send(get('/api/events')));
    await Promise.all(streams.map(told));
    const poll = (): void => {
      const socket = house.send(get('/api/time'));
      socket.on('close', () => {
        house.open.delete(socket);
        if (!over) poll();
      });
    };
    let over = false;
    for (let i = 0; i < ROOM; i++) poll();
    const operator = house.send(get('/api/events', `${house.bearer}\r\n`));
    let heard = '';
    operator.on('data', (part: Buffer) => (heard += part.toString()));
    for (let i = 0; i < 40; i++) expect((await press()).status).toBe(200);
    house.send(get('/api/events'));
    await vi.waitFor(() => expect(heard).toMatch(/"warnings":\["too many screens/), PATIENCE);
    expect(house.session.snapshot().warnings).toEqual([expect.stringMatching(/^too many screens/)]);
    expect(gone(streams)).toBe(0);
    over = true;
  });
});

describe('when there is no more room', () => {
  it('the address with the most idle connections loses one, not who asks for little', async () => {
    const few = await settled(10, '127.0.0.2');
    const many = await settled(200, '127.0.0.3');
    const silent = Array.from({ length: 150 }, () => house.send(''));
    await vi.waitFor(() => expect(gone(many)).toBeGreaterThan(20), PATIENCE);
    expect(gone(few)).toBe(0);
    expect(gone(silent)).toBeLessThan(gone(many));
  });

  it('only bearers of the token keep one of the last fifty places', async () => {
    await settled(ROOM - 50);
    const last = house.send(get('/api/time'));
    expect(await readAll(last)).toMatch(/Connection: close/i);
    const [operator] = [house.send(get('/api/state', `${house.bearer}\r\n`))];
    expect(await readAll(operator, (text) => text.includes('granted'))).toMatch(/keep-alive/i);
    const screen = house.send(get('/api/events'));
    await told(screen);
    expect(gone([operator, screen])).toBe(0);
  });

  it('an answer on its way is not cut off while idle connections are there', async () => {
    const reader = house.send(get('/page/screens.js').repeat(200) + get('/api/none'));
    reader.pause();
    await settled(5);
    for (let i = 0; i < 400; i++) house.send('');
    await vi.waitFor(() => expect(gone([...house.open])).toBeGreaterThanOrEqual(80), PATIENCE);
    const all = await readAll(reader.resume());
    expect(all.match(/HTTP\/1.1 \d+/g)).toHaveLength(201);
  });
});

describe('nobody holds a place for ever', () => {
  it.each([
    ['asks for much, one behind the other, and reads nothing', 200, '/page/screens.js'],
    ['asks for more than anybody reads', 3000, '/api/time'],
    ['asks once, and no more', 1, '/plain'],
  ])('who %s', async (_, times, path) => {
    const impatient = await startMirror(house.session, { port: 0, patience: 400 });
    const one = `GET ${path} HTTP/1.1\r\nHost: 127.0.0.1:${String(impatient.port)}\r\n\r\n`;
    const socket = dial(impatient.port, '');
    const over = new Promise((resolve) => socket.once('error', resolve).once('close', resolve));
    socket.pause().write(one.repeat(times));
    // What is not read hides the end, which what is written after it tells; it must be silent before.
    const probe = setInterval(() => socket.write('\r\n'), 1500);
    await over;
    clearInterval(probe);
    socket.destroy();
    await impatient.close();
  });

  it('but a stream that is listened to, and a press that waits for the disk', async () => {
    const patience = 200;
    const slow = await openHouse({ patience });
    let write: () => void = () => undefined;
    vi.spyOn(slow.session, 'mute').mockImplementation(async () => {
      await new Promise<void>((resolve) => (write = resolve));
      return { ok: true, rev: 1 };
    });
    const pressed = slow.post('mute', { on: true });
    const stream = dial(
      slow.mirror.port,
      `GET /api/events HTTP/1.1\r\nHost: 127.0.0.1:${String(slow.mirror.port)}\r\n\r\n`,
    );
    await told(stream);
    // Real time: the patience is that of sockets.
    await new Promise((resolve) => setTimeout(resolve, 5 * patience));
    expect(stream.closed).toBe(false);
    write();
    expect((await pressed).status).toBe(200);
    await slow.close();
  });

  it('events behind another request are refused, and the connection ended', async () => {
    const all = await readAll(house.send(get('/plain') + get('/api/events')));
    expect(all.match(/HTTP\/1.1 \d+/g)).toEqual(['HTTP/1.1 200', 'HTTP/1.1 400']);
  });
});

it('a press whose token is renewed while its body is on the way is refused', async () => {
  const renewed = await openHouse();
  const { port, token } = renewed.mirror;
  const head = `POST /api/start HTTP/1.1\r\nHost: 127.0.0.1:${String(port)}\r\nAuthorization: Bearer ${token}\r\nContent-Length: 2\r\n\r\n`;
  const socket = dial(port, `${head}{`);
  await ask(port, '/api/state');
  renewed.mirror.newToken();
  socket.write('}');
  expect(await readAll(socket)).toMatch(/^HTTP\/1.1 401 /);
  expect(renewed.session.snapshot().stage.state).toBe('standby');
  await renewed.close();
});

it('a crowd is told once, and again after it has been calm', () => {
  vi.useFakeTimers();
  const heard: boolean[] = [];
  const crowding = new Crowding((sentence) => heard.push(sentence !== undefined));
  for (let i = 0; i < 5; i++) {
    crowding.turnedAway();
    vi.advanceTimersByTime(20_000);
  }
  expect(heard).toEqual([true]);
  vi.advanceTimersByTime(20_000);
  expect(heard).toEqual([true, false]);
  crowding.turnedAway();
  expect(heard).toEqual([true, false, true]);
  crowding.stop();
  vi.useRealTimers();
});

it.each([
  ['192.0.2.1', '192.0.2.1'],
  ['::ffff:192.0.2.1', '192.0.2.1'],
  ['2001:db8:1:2:3:4:5:6', '2001:db8:1:2'],
  ['2001:db8::1', '2001:db8:0:0'],
  ['fe80::1%eth0', 'fe80:0:0:0'],
  ['::1', '0:0:0:0'],
])('%s is counted as %s', (address, peer) => {
  expect(peerOf(address)).toBe(peer);
});
