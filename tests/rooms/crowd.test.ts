/** Crowds at the page of rooms, over real sockets: whoever looks after the rooms comes through. */
import type { Socket } from 'node:net';
import { afterAll, beforeAll, expect, it, vi } from 'vitest';
import { ask, dial, readAll } from '../mirror/support/raw.ts';
import { describeWithBroker } from '../remotes/support/mosquitto.ts';
import { openEvent, type Event } from './support/event.ts';

/** More streams than the page has room for, and more connections. */
const STREAMS = 450;
const IDLE = 300;
const BEARER = { Authorization: 'Bearer rooms-token' };

describeWithBroker('a crowd at the page of rooms', () => {
  let event: Event;
  const open: Socket[] = [];
  beforeAll(async () => {
    event = await openEvent({ names: ['Hall A'], control: true });
    await vi.waitFor(() => {
      expect(event.watcher.documents()[0]?.shift ?? null).not.toBeNull();
    }, 10_000);
    for (let i = 0; i < STREAMS; i++) send('GET /api/events');
    for (let i = 0; i < IDLE; i++) send(i % 2 === 0 ? 'GET /api/rooms' : '');
    await vi.waitFor(() => {
      expect(event.watcher.trouble).toMatch(/^too many screens/);
    }, 10_000);
  }, 40_000);
  afterAll(async () => {
    for (const socket of open) socket.destroy();
    await event.close();
  });
  const send = (line: string, more = ''): Socket => {
    const host = `Host: 127.0.0.1:${String(event.server.port)}`;
    const socket = dial(
      event.server.port,
      line === '' ? '' : `${line} HTTP/1.1\r\n${host}\r\n${more}\r\n`,
    );
    open.push(socket);
    return socket;
  };

  it('turns screens away, and not the token', async () => {
    expect((await ask(event.server.port, '/api/events')).status).toBe(503);
    const ours = send('GET /api/events', 'Authorization: Bearer rooms-token\r\n');
    expect(await readAll(ours, (text) => text.includes('Hall A'))).toMatch(/^HTTP\/1.1 200/);
    for (let i = 0; i < 40; i++) {
      const press = {
        ...{ room: 'hall-a', action: 'message', to: 'room', text: String(i) },
        ...{
          rev: event.rooms[0]?.house.session.snapshot().stage.rev,
          request: `crowd-${String(i)}`,
        },
      };
      const { status, body } = await ask(
        event.server.port,
        '/api/press',
        BEARER,
        'POST',
        JSON.stringify(press),
      );
      expect([status, JSON.parse(body)]).toEqual([200, expect.objectContaining({ ok: true })]);
    }
    expect(ours.closed).toBe(false);
  });

  it('tells a wrong token, too many of them, and no token apart', async () => {
    const press = (headers: Record<string, string>) =>
      ask(event.server.port, '/api/press', headers, 'POST', '{}');
    expect((await press({})).body).toMatch(/needs the token/);
    const wrong = await ask(event.server.port, '/api/events', { Authorization: 'Bearer guess' });
    expect([wrong.status, wrong.body]).toEqual([401, expect.stringMatching(/not the token/)]);
    let last = wrong;
    for (let i = 0; i < 40 && last.status !== 429; i++)
      last = await press({ Authorization: 'Bearer guess' });
    expect(last.status).toBe(429);
  });

  it('streams nothing to a question for the headers alone', async () => {
    const { status } = await ask(event.server.port, '/api/events', BEARER, 'HEAD');
    expect(status).toBe(200);
  });
});
