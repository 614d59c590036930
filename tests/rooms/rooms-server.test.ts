/** Who may ask at the page of all rooms, and what is refused; its broker is not there, and nothing here needs one. */
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { startRooms, type RoomsServer } from '../../host/rooms/rooms-server.ts';
import { RoomsWatcher } from '../../host/rooms/watcher.ts';
import { ask, type Reply } from '../mirror/support/raw.ts';

const BEARER = { Authorization: 'Bearer rooms-token' };
const PRESS = { room: 'attic', action: 'hold', rev: 1, request: 'a-1' };

let watcher: RoomsWatcher;
let server: RoomsServer;
const open = async (control: boolean): Promise<void> => {
  const address = { host: '127.0.0.1', port: 1, tls: false };
  watcher = new RoomsWatcher({ address, event: 'day-one' });
  server = await startRooms(watcher, { port: 0, control, token: 'rooms-token' });
};
const shut = async (): Promise<void> => {
  await server.close();
  await watcher.close();
};
const get = (path: string, headers = {}): Promise<Reply> => ask(server.port, path, headers);
const post = (path: string, body: unknown, headers = {}): Promise<Reply> =>
  ask(server.port, path, headers, 'POST', JSON.stringify(body));

describe('the page of all rooms', () => {
  beforeEach(() => open(true));
  afterEach(shut);

  it('has its event and no room yet, and says so of one that is asked for', async () => {
    expect(JSON.parse((await get('/api/rooms')).body)).toEqual({ event: 'day-one', rooms: [] });
    expect((await get('/')).status).toBe(200);
    for (const path of ['/api/time?room=attic', '/api/events?room=attic'])
      expect(await get(path)).toMatchObject({
        status: 404,
        body: expect.stringContaining('Nothing is heard of that room.') as string,
      });
  });

  it.each([
    ['GET', '/nothing', 404],
    ['POST', '/api/finish', 404],
    ['DELETE', '/api/rooms', 405],
  ])('has nothing for %s %s', async (method, path, status) => {
    expect((await ask(server.port, path, {}, method)).status).toBe(status);
  });

  it('is for its own names alone', async () => {
    expect((await get('/api/rooms', { Host: 'elsewhere.example' })).status).toBeGreaterThan(400);
  });

  it('lets a key in once', async () => {
    const key = server.makeKey();
    const first = await post('/api/enter', { key });
    expect(JSON.parse(first.body)).toEqual({ ok: true, token: 'rooms-token' });
    const again = await post('/api/enter', { key });
    expect([again.status, again.body]).toEqual([
      401,
      expect.stringContaining('This link was used'),
    ]);
    expect((await post('/api/enter', {})).status).toBe(401);
  });

  it.each([
    ['no token', {}],
    ['a wrong one', { Authorization: 'Bearer wrong' }],
  ])('takes no press with %s', async (_, headers) => {
    expect((await post('/api/press', PRESS, headers)).status).toBe(401);
  });

  it('waits for a minute after too many wrong tokens', async () => {
    const wrong = { Authorization: 'Bearer wrong' };
    let status = 0;
    for (let i = 0; i < 50 && status !== 429; i++) ({ status } = await get('/api/events', wrong));
    expect(status).toBe(429);
    expect((await post('/api/enter', { key: 'x' })).status).toBe(429);
  });

  it.each([
    ['no room', { ...PRESS, room: 'nowhere' }, 409],
    ['an action that it has not', { ...PRESS, action: 'skip' }, 400],
    ['no revision', { ...PRESS, rev: undefined }, 400],
    ['no request', { ...PRESS, request: undefined }, 400],
  ])('says what is wrong with a press for %s', async (_, body, status) => {
    const reply = await post('/api/press', body, BEARER);
    expect([reply.status, JSON.parse(reply.body)]).toEqual([
      status,
      expect.objectContaining({ ok: false }),
    ]);
  });

  it('and with a body that cannot be read', async () => {
    expect((await ask(server.port, '/api/press', BEARER, 'POST', '{')).status).toBe(400);
  });
});

it('without --remote-control takes no press', async () => {
  await open(false);
  try {
    expect((await post('/api/press', PRESS, BEARER)).body).toContain('--remote-control');
  } finally {
    await shut();
  }
});

it('takes no token that cannot be written into an address', async () => {
  const address = { host: '127.0.0.1', port: 1, tls: false };
  const alone = new RoomsWatcher({ address, event: 'day-one' });
  await expect(startRooms(alone, { port: 0, control: true, token: 'a b' })).rejects.toThrow(
    'without spaces',
  );
  await alone.close();
});
