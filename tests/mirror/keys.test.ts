/** Keys for one use: what the terminal's code and address carry in the token's place. */
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { TokenGuard } from '../../host/mirror/access-token.ts';
import { keyUrl, qrLines } from '../../host/mirror/server.ts';
import { openHouse, type House } from './support/house.ts';
import { ask, dial, readAll, type Reply } from './support/raw.ts';

let house: House;
beforeEach(async () => {
  house = await openHouse();
});
afterEach(() => house.close());

const enter = (body: string, headers: Record<string, string> = {}): Promise<Reply> =>
  ask(house.mirror.port, '/api/enter', headers, 'POST', body);
const withKey = (key: string): Promise<Reply> => enter(JSON.stringify({ key }));

describe('a key', () => {
  it('gives the token, once', async () => {
    const key = house.mirror.makeKey();
    const first = await withKey(key);
    expect(first.status).toBe(200);
    expect(JSON.parse(first.body)).toEqual({ ok: true, token: house.mirror.token });
    expect(first.headers['cache-control']).toBe('no-store');
    const again = await withKey(key);
    expect(again.status).toBe(401);
    expect(again.body).toContain('has been used');
    expect(again.body).not.toContain(house.mirror.token);
  });

  it('is another one each time, of 64 random bits at least, and is no token', async () => {
    const keys = Array.from({ length: 50 }, () => house.mirror.makeKey());
    expect(new Set(keys).size).toBe(50);
    for (const key of keys) expect((key.length * 6) | 0).toBeGreaterThanOrEqual(64);
    const headers = { Authorization: `Bearer ${keys[0] ?? ''}` };
    expect((await ask(house.mirror.port, '/api/state', headers)).status).toBe(401);
    // The first ones hold as well: somebody may be opening them.
    expect((await withKey(keys[0] ?? '')).status).toBe(200);
  });

  it('is worth nothing after two minutes, nor after a new token', () => {
    let now = 0;
    const guard = new TokenGuard('right', () => now);
    const [early, late, renewed] = [guard.makeKey(), guard.makeKey(), guard.makeKey()];
    now = 119_999;
    expect(guard.redeem(early, 'a')).toBe('right');
    now = 120_000;
    expect(guard.redeem(late, 'b')).toBe('wrong');
    now = 0;
    guard.replace('new');
    expect(guard.redeem(renewed, 'c')).toBe('wrong');
  });

  it('that is wrong counts as a wrong token does', async () => {
    for (let i = 0; i < 5; i++) expect((await withKey(`wrong-${String(i)}`)).status).toBe(401);
    for (const body of ['{}', '{"key":5}', '{"key":""}', '', '{"key":null}'])
      expect((await enter(body)).status).toBe(401);
    expect((await withKey(house.mirror.makeKey())).status).toBe(429);
    const headers = { Authorization: `Bearer ${house.mirror.token}` };
    expect((await ask(house.mirror.port, '/api/state', headers)).status).toBe(429);
  });

  it('is looked at before anything is read, where too many were wrong', async () => {
    for (let i = 0; i < 10; i++) await withKey('wrong');
    const head = `POST /api/enter HTTP/1.1\r\nHost: 127.0.0.1:${String(house.mirror.port)}\r\nContent-Length: 99\r\n\r\n`;
    expect(await readAll(dial(house.mirror.port, head))).toMatch(/^HTTP\/1.1 429 /);
  });

  it('that another site knows is none', async () => {
    const key = house.mirror.makeKey();
    const body = JSON.stringify({ key });
    expect((await enter(body, { Origin: 'http://evil.example' })).status).toBe(403);
    expect((await enter(body, { Host: 'evil.example' })).status).toBe(421);
    expect((await withKey(key)).status).toBe(200);
  });

  it('stands in the fragment, in a code that is small enough for 80 by 24', () => {
    const url = keyUrl('http://192.168.100.100:4114', house.mirror.makeKey());
    expect(url).toMatch(/\/operator#key=[\w-]{12}$/);
    expect(qrLines(url).length).toBeLessThanOrEqual(23);
  });
});
