/** Requests with bad intent, over real sockets: they are refused, and the session goes on untouched. */
import { connect } from 'node:net';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { Besieged } from './support/besieged.ts';
import { ask, readAll } from './support/raw.ts';
import { chance } from '../support/random.ts';

let house: Besieged;
beforeEach(async () => {
  house = await Besieged.open();
});
afterEach(() => house.close());

const host = (): string => house.host;
const bearer = (): string => house.bearer;
/** What comes back for a text that is sent as it is, until the connection is closed. */
const told = (text: string): Promise<string> => readAll(house.send(text));

describe('a request that is none', () => {
  it.each([
    ['nonsense', 'nonsense\r\n\r\n'],
    ['bytes', '\u0000\u0001\u00ff\u0016\u0003\u0001\r\n\r\n'],
    ['another version', 'GET / HTTP/9.9\r\n\r\n'],
    [
      'two lengths',
      `POST /api/start HTTP/1.1\r\nContent-Length: 2\r\nContent-Length: 30\r\n\r\n{}`,
    ],
    [
      'a length and chunks',
      'POST /api/start HTTP/1.1\r\nContent-Length: 2\r\nTransfer-Encoding: chunked\r\n\r\n0\r\n\r\n',
    ],
    ['a negative length', 'POST /api/start HTTP/1.1\r\nContent-Length: -1\r\n\r\n'],
    ['a header without a name', 'GET / HTTP/1.1\r\n: x\r\n\r\n'],
    ['a header with a line end in it', 'GET / HTTP/1.1\r\nX: a\rb\r\n\r\n'],
    ['a line end before a header', 'GET / HTTP/1.1\r\n folded\r\n\r\n'],
    ['no host', 'GET / HTTP/1.1\r\n\r\n'],
    ['a tunnel', 'CONNECT 127.0.0.1:22 HTTP/1.1\r\n\r\n'],
    ['a proxy', 'GET http://evil.example/ HTTP/1.1\r\nHost: evil.example\r\n\r\n'],
  ])('(%s) is refused, and the connection ended', async (_, text) => {
    expect((await told(text)).split('\r\n')[0]).toMatch(/^(HTTP\/1.1 4\d\d .*|)$/);
  });

  it.each([
    ['headers', () => `GET / HTTP/1.1\r\n${host()}\r\n${'X-Long: y\r\n'.repeat(5000)}\r\n`],
    ['an address', () => `GET /${'a'.repeat(100_000)} HTTP/1.1\r\n${host()}\r\n\r\n`],
    ['a name of a header', () => `GET / HTTP/1.1\r\n${'x'.repeat(100_000)}: y\r\n\r\n`],
  ])('has %s without an end: 431', async (_, text) => {
    expect(await told(text())).toMatch(/^HTTP\/1.1 431 /);
  });
});

describe('an address of a file', () => {
  it.each([
    ...['/../package.json', '/..%2fpackage.json', '/%2e%2e/package.json', '/%2e%2e%2fpackage.json'],
    ...[
      '/%252e%252e%252fpackage.json',
      '/..%5cpackage.json',
      '/..\\package.json',
      '/....//package.json',
    ],
    ...[
      '/page/..%2f..%2f..%2fpackage.json',
      '/page/%00',
      '/page/mirror.js%00.css',
      '/page/mirror.js\u0000',
    ],
    ...[
      '/page/%c0%ae%c0%ae/package.json',
      '/page/%',
      '/page/%zz',
      '//package.json',
      '/./package.json',
    ],
    ...['/page/../package.json', '/page/%2e%2e/host/cli.js', '/file:///etc/passwd', '/etc/passwd'],
    ...[
      '/page/..;/package.json',
      '/page/mirror.ts',
      '/page/constructor',
      '/page/__proto__',
      '/__proto__',
    ],
    ...['*', 'http://127.0.0.1/../package.json'],
  ])('%j gives none that is not served', async (path) => {
    const text = await told(`GET ${path} HTTP/1.1\r\n${host()}\r\nConnection: close\r\n\r\n`);
    expect(text).toMatch(/^HTTP\/1.1 4\d\d /);
    expect(text).not.toMatch(/"devDependencies"|root:|commander/);
  });
});

describe('a press from where none may come', () => {
  const post = (headers: string, body = '{}'): string =>
    `POST /api/start HTTP/1.1\r\n${headers}\r\nConnection: close\r\nContent-Length: ${String(body.length)}\r\n\r\n${body}`;

  it.each([
    ['another site', 403, () => `${host()}\r\n${bearer()}\r\nOrigin: http://evil.example`],
    ['a sandbox', 403, () => `${host()}\r\n${bearer()}\r\nOrigin: null`],
    ['another port of ours', 403, () => `${host()}\r\n${bearer()}\r\nOrigin: http://127.0.0.1:1`],
    ['a cross-site form', 403, () => `${host()}\r\n${bearer()}\r\nSec-Fetch-Site: cross-site`],
    ['a rebound name', 421, () => `Host: evil.example:${String(house.port)}\r\n${bearer()}`],
    [
      'a rebound name that begins like ours',
      421,
      () => `Host: localhost.evil.example\r\n${bearer()}`,
    ],
    ['a form, with no token', 401, () => `${host()}\r\nContent-Type: text/plain`],
    ['a token in a cookie', 401, () => `${host()}\r\nCookie: token=${house.token}`],
  ])('%s is refused with %i', async (_, status, headers) => {
    expect(await told(post(headers()))).toMatch(new RegExp(`^HTTP/1.1 ${String(status)} `));
  });

  it('and wrong tokens by the thousand get 401 ten times, then 429, and lock out no other address', async () => {
    const statuses = new Map<number, number>();
    const random = chance();
    const guess = async (): Promise<void> => {
      const wrong = { Authorization: `Bearer ${random().toString(36)}` };
      const { status } = await ask(house.port, '/api/state', wrong);
      statuses.set(status, (statuses.get(status) ?? 0) + 1);
    };
    for (let i = 0; i < 40; i++) await Promise.all(Array.from({ length: 50 }, guess));
    expect([...statuses]).toEqual([
      [401, 10],
      [429, 1990],
    ]);
    const here = await ask(house.port, '/api/state', {
      Authorization: `Bearer ${house.token}`,
    });
    expect(here.status).toBe(429);
    const elsewhere = connect({
      port: house.port,
      host: '127.0.0.1',
      localAddress: '127.0.0.2',
    });
    house.open.add(elsewhere);
    elsewhere.write(
      `GET /api/state HTTP/1.1\r\n${host()}\r\n${bearer()}\r\nConnection: close\r\n\r\n`,
    );
    expect(await readAll(elsewhere)).toMatch(/^HTTP\/1.1 200 .*"granted":/s);
  });
});
