/** Crowds of connections, over real sockets: whoever has the token comes through. */
import { afterEach, beforeEach, expect, it, vi } from 'vitest';
import { addressesOf } from '../../host/mirror/addresses.ts';
import { Besieged } from './support/besieged.ts';
import { openHouse } from './support/house.ts';
import { ask, dial, readAll } from './support/raw.ts';

let house: Besieged;
beforeEach(async () => {
  house = await Besieged.open();
});
afterEach(() => house.close());

it('presses come through while more connections than there is room for are held open', async () => {
  const get = `GET /api/time HTTP/1.1\r\n${house.host}\r\n\r\n`;
  const stream = `GET /api/events HTTP/1.1\r\n${house.host}\r\n\r\n`;
  for (let i = 0; i < 20; i++) house.send(stream);
  for (let i = 0; i < 480; i++) house.send(i % 2 === 0 ? get : '');
  await vi.waitFor(() => expect(house.streams).toBe(20), 10_000);
  for (let i = 0; i < 40; i++) {
    const headers = { Authorization: `Bearer ${house.token}` };
    const { status } = await ask(house.port, '/api/mute', headers, 'POST', '{"on": true}');
    expect(status).toBe(200);
  }
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

it('events behind another request are refused, and the connection ended', async () => {
  const get = (path: string): string => `GET ${path} HTTP/1.1\r\n${house.host}\r\n\r\n`;
  const all = await readAll(house.send(get('/plain') + get('/api/events')));
  expect(all.match(/HTTP\/1.1 \d+/g)).toEqual(['HTTP/1.1 200', 'HTTP/1.1 400']);
});

it.each(['0', '0.0', '0x0', '::', '::0', '0:0:0:0:0:0:0:0', '::ffff:0.0.0.0', '0.0.0.0'])(
  'listening on %s is listening everywhere, and said',
  (bound) => {
    expect(addressesOf(bound, 1).map(({ url }) => url)).toContain('http://127.0.0.1:1');
  },
);
