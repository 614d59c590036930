/** Who may ask, and what is refused before anything happens. */
import { hostname } from 'node:os';
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { hostRule, rejectionOf } from '../../host/mirror/request-guard.ts';
import { startMirror } from '../../host/mirror/server.ts';
import { TokenGuard } from '../../host/mirror/access-token.ts';
import { openHouse, type House } from './support/house.ts';
import { ask, dial, readAll } from './support/raw.ts';

let house: House;
beforeEach(async () => {
  house = await openHouse({ hostNames: ['stage.example'], maxStreams: 2 });
});
afterEach(() => house.close());

const withHost = (host: string): Promise<number> =>
  ask(house.mirror.port, '/api/state', { Host: host }).then(({ status }) => status);

describe('the Host header', () => {
  const own = hostname();
  it.each([
    '127.0.0.1',
    '192.168.1.7',
    '[::1]',
    'localhost',
    'LOCALHOST',
    own,
    `${own}.local`,
    'stage.example',
  ])('%s with our port is answered', async (name) => {
    expect(await withHost(`${name}:${String(house.mirror.port)}`)).toBe(200);
  });

  it.each(['evil.example', 'localhost.evil.example', '127.0.0.1.evil.example', '[::1', '', 'a b'])(
    '%j gets 421',
    async (name) => {
      expect(await withHost(`${name}:${String(house.mirror.port)}`)).toBe(421);
    },
  );

  it.each(['127.0.0.1', '127.0.0.1:1', 'localhost:80'])(
    '%s with another port gets 421',
    async (host) => {
      expect(await withHost(host)).toBe(421);
    },
  );

  it('may leave port 80 out', () => {
    expect(rejectionOf({ host: '10.0.0.1' }, hostRule(80))).toBeUndefined();
  });
});

describe('the asking page', () => {
  const from = (headers: Record<string, string>): Promise<number> => {
    const host = `127.0.0.1:${String(house.mirror.port)}`;
    return ask(house.mirror.port, '/api/state', { Host: host, ...headers }).then(
      ({ status }) => status,
    );
  };

  it('may be one of ours', async () => {
    expect(await from({ Origin: house.url, 'Sec-Fetch-Site': 'same-origin' })).toBe(200);
    expect(await from({ 'Sec-Fetch-Site': 'none' })).toBe(200);
  });

  it.each(['null', 'http://evil.example', 'https://127.0.0.1', 'http://localhost:3000'])(
    'is refused with the origin %s',
    async (origin) => {
      expect(await from({ Origin: origin })).toBe(403);
    },
  );

  it('is refused when the browser says that it is of another site', async () => {
    expect(await from({ 'Sec-Fetch-Site': 'cross-site' })).toBe(403);
  });

  it('of another site is not allowed anything by CORS', async () => {
    const { headers } = await ask(house.mirror.port, '/api/state');
    expect(Object.keys(headers).filter((name) => name.startsWith('access-control'))).toEqual([]);
  });
});

describe('a change', () => {
  const post = (headers: Record<string, string>, body = '{}') =>
    ask(house.mirror.port, '/api/start', headers, 'POST', body);
  const right = (): Record<string, string> => ({ Authorization: `Bearer ${house.mirror.token}` });

  it.each([
    {},
    { Authorization: 'Bearer wrong' },
    { Authorization: 'Basic x' },
    { Authorization: 'Bearer ' },
  ])('without the token does not happen: %j', async (headers) => {
    const { status, body } = await post(headers);
    expect(status).toBe(401);
    expect(JSON.parse(body)).toMatchObject({ ok: false, sentence: expect.any(String) as string });
    expect(house.session.snapshot().stage.state).toBe('standby');
  });

  it('is answered before its body is read, when the token is missing', async () => {
    const head = `POST /api/start HTTP/1.1\r\nHost: 127.0.0.1:${String(house.mirror.port)}\r\nContent-Length: 100\r\n\r\n`;
    expect(await readAll(dial(house.mirror.port, head))).toMatch(/^HTTP\/1.1 401/);
  });

  it('has a body of a bounded size, said or not', async () => {
    const large = JSON.stringify({ request: 'x'.repeat(20_000) });
    expect((await post(right(), large)).status).toBe(413);
    const chunked = { ...right(), 'Transfer-Encoding': 'chunked' };
    expect((await post(chunked, large)).status).toBe(413);
    expect(house.session.snapshot().stage.state).toBe('standby');
  });

  it('needs the new token once there is one, which ends every stream that was opened with the old', async () => {
    const head = (token: string): string =>
      `GET /api/events HTTP/1.1\r\nHost: 127.0.0.1:${String(house.mirror.port)}\r\nAuthorization: Bearer ${token}\r\n\r\n`;
    const stream = dial(house.mirror.port, head(house.mirror.token));
    const all = readAll(stream);
    await vi.waitFor(() => {
      expect(house.mirror.streams).toBe(1);
    });
    const old = right();
    const token = house.mirror.newToken();
    expect(await all).toContain('"entries"');
    expect((await post(old)).status).toBe(401);
    expect((await post({ Authorization: `Bearer ${token}` })).status).toBe(200);
  });
});

describe('wrong tokens', () => {
  it('are counted by address, and only they', () => {
    let now = 0;
    const guard = new TokenGuard('right', () => now);
    for (let i = 0; i < 10; i++) expect(guard.judge('Bearer wrong', 'a')).toBe('wrong');
    expect(guard.judge('Bearer wrong', 'a')).toBe('too-many');
    expect(guard.judge('Bearer right', 'a')).toBe('too-many');
    expect(guard.judge(undefined, 'a')).toBe('none');
    expect(guard.judge('Bearer right', 'b')).toBe('right');
    now = 61_000;
    expect(guard.judge('Bearer right', 'a')).toBe('right');
  });

  it('do not lock out an address that has shown the right one', () => {
    const guard = new TokenGuard('right', () => 0);
    guard.judge('Bearer right', 'a');
    for (let i = 0; i < 30; i++) guard.judge('Bearer wrong', 'a');
    expect(guard.judge('Bearer wrong', 'a')).toBe('too-many');
    expect(guard.judge('Bearer right', 'a')).toBe('right');
  });
});

describe('the pages', () => {
  it.each(['/', '/operator', '/plain'])(
    '%s has a strict policy that plain http survives',
    async (path) => {
      const { status, headers } = await ask(house.mirror.port, path);
      expect(status).toBe(200);
      const policy = String(headers['content-security-policy']);
      expect(policy).toContain("default-src 'none'");
      expect(policy).toContain("script-src 'self'");
      expect(policy).not.toMatch(/unsafe|upgrade-insecure-requests|https?:/);
      expect(headers).not.toHaveProperty('strict-transport-security');
      expect(headers['x-content-type-options']).toBe('nosniff');
    },
  );

  it.each([
    '/page/../../../package.json',
    '/page/%2e%2e/clock.js',
    '/static/../operator.html',
    '/protocol/stage.js',
    '/page/draw.js',
    '/page/mirror.js.map',
    '/page/no-such.js',
    '/page/no-such.css',
    '/page/mirror.html',
    '/page/base.css',
    '/static/mirror.html',
    '//etc/passwd',
  ])('%s is not served', async (path) => {
    expect((await ask(house.mirror.port, path)).status).toBe(404);
  });

  it('the plain one shows names as text', async () => {
    await house.post('lineup', {
      type: 'add',
      talk: { speaker: '<img src=x onerror=alert(1)>', title: '"&\'' },
      next: true,
    });
    const { body } = await ask(house.mirror.port, '/plain');
    expect(body).toContain('&lt;img src=x onerror=alert(1)&gt;');
    expect(body).not.toContain('<img');
  });
});

describe('too much', () => {
  it('of streams: the next is closed at once', async () => {
    const head = `GET /api/events HTTP/1.1\r\nHost: 127.0.0.1:${String(house.mirror.port)}\r\n\r\n`;
    const open = [dial(house.mirror.port, head), dial(house.mirror.port, head)];
    await vi.waitFor(() => {
      expect(house.mirror.streams).toBe(2);
    });
    expect(await readAll(dial(house.mirror.port, head))).toMatch(/^HTTP\/1.1 503/);
    const bearer = `Authorization: Bearer ${house.mirror.token}\r\n\r\n`;
    const operator = dial(house.mirror.port, head.replace(/\r\n$/, bearer));
    expect(await readAll(operator, (text) => text.includes('entries'))).toContain('200 OK');
    for (const socket of [...open, operator]) socket.destroy();
    await vi.waitFor(() => {
      expect(house.mirror.streams).toBe(0);
    });
  });

  it('of headers', async () => {
    expect((await ask(house.mirror.port, '/', { 'X-Long': 'x'.repeat(10_000) })).status).toBe(431);
  });

  it.each([
    ['says nothing at all', ''],
    ['never ends its headers', 'GET / HTTP/1.1\r\nHost: 127.0.0.1\r\nX-Slow: '],
    [
      'never sends the body that it announced',
      (head: string) => `${head}Content-Length: 9\r\n\r\n{`,
    ],
  ])('of patience: whoever %s is cut off', async (_, sent) => {
    const impatient = await startMirror(house.session, { port: 0, patience: 400 });
    const { port, token } = impatient;
    const head = `POST /api/start HTTP/1.1\r\nHost: 127.0.0.1:${String(port)}\r\nAuthorization: Bearer ${token}\r\n`;
    const silent = readAll(dial(port, typeof sent === 'string' ? sent : sent(head)));
    expect(await silent).toMatch(/^(HTTP\/1\.1 408|$)/);
    expect(house.session.snapshot().stage.state).toBe('standby');
    await impatient.close();
  });

  it.each(['PUT', 'DELETE', 'OPTIONS', 'PATCH'])('%s is not understood', async (method) => {
    expect((await ask(house.mirror.port, '/api/state', {}, method)).status).toBe(405);
  });
});
