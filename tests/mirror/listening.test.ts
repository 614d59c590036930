/** Where the server listens, and what a resumed session keeps. */
import { mkdtempSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { addressesOf, isLoopback } from '../../host/mirror/addresses.ts';
import { MirrorProblem, operatorUrl, qrLines, startMirror } from '../../host/mirror/server.ts';
import { need } from '../support/need.ts';
import { openHouse, type House } from './support/house.ts';
import { canMakeNamespaces, Namespace } from './support/namespace.ts';

let house: House;
beforeEach(async () => {
  house = await openHouse();
});
afterEach(() => house.close());

describe('listening', () => {
  it('is on loopback unless told otherwise', () => {
    expect(house.mirror.beyondLoopback).toBe(false);
    expect(house.mirror.addresses).toEqual([{ url: house.url, by: 'lo', loopback: true }]);
  });

  it('on a port that is taken fails with a sentence', async () => {
    const again = startMirror(house.session, { port: house.mirror.port });
    await expect(again).rejects.toThrow(MirrorProblem);
    await expect(again).rejects.toThrow(/is in use.*--http/);
  });

  it('on an address of another machine fails with a sentence', async () => {
    await expect(startMirror(house.session, { port: 0, listen: '192.0.2.1' })).rejects.toThrow(
      /has no address 192\.0\.2\.1/,
    );
  });
});

describe('listening everywhere', () => {
  const all = ['lan', '0', '0.0', '0.0.0.0', '00.0.0.0', '0x0', '0X00', '0x0.0.0x0.0'];
  const all6 = ['::', '::0', '0::0', '0:0:0:0:0:0:0:0', '[::]', '::0.0.0.0', '::ffff:0.0.0.0'];

  it.each([...all, ...all6])('is known as that when it is written %s', async (listen) => {
    const mirror = await startMirror(house.session, { port: 0, listen });
    expect(mirror).toMatchObject({ everywhere: true, beyondLoopback: true });
    expect(mirror.addresses[0]).toMatchObject({ by: 'lo', loopback: true });
    await mirror.close();
  });

  it.each(['', ' ', '*', '0.0.0.0.0', '::0::', 'any host'])(
    'is not what %j comes to: it is refused with a sentence',
    async (listen) => {
      const started = startMirror(house.session, { port: 0, listen });
      await expect(started).rejects.toThrow(MirrorProblem);
      await expect(started).rejects.toThrow(/lan$/);
      // Bad usage, for scripts.
      await expect(started).rejects.toMatchObject({ exitCode: 2 });
    },
  );

  it.each(['127.0.0.1', '127.3', '2130706433', 'localhost', '::1', '0:0::1', '::ffff:127.0.0.1'])(
    'is not said of %s, which is this computer alone',
    async (listen) => {
      const mirror = await startMirror(house.session, { port: 0, listen });
      expect(mirror).toMatchObject({ everywhere: false, beyondLoopback: false });
      await mirror.close();
    },
  );

  it.each(['127.evil.example', '128.0.0.1', '::2', '192.168.1.7', 'localhost.example'])(
    '%s is no loopback address, whatever it begins with',
    (bound) => {
      expect(isLoopback(bound)).toBe(false);
    },
  );
});

describe('a token that is given', () => {
  it('is taken; an empty one is none', async () => {
    const mirror = await startMirror(house.session, { port: 0, token: 'stage-left' });
    expect(mirror.token).toBe('stage-left');
    await mirror.close();
    const other = await startMirror(house.session, { port: 0, token: '' });
    expect(other.token).toMatch(/^[\w-]{22}$/);
    await other.close();
  });

  it('with a space is refused with a sentence', async () => {
    await expect(startMirror(house.session, { port: 0, token: 'a b' })).rejects.toThrow(
      /without spaces/,
    );
  });
});

describe('a resumed session', () => {
  let folder: string;
  beforeEach(() => {
    folder = mkdtempSync(join(tmpdir(), 'claplight-'));
  });
  afterEach(() => {
    rmSync(folder, { recursive: true });
  });

  it('keeps its token and port, in a file for its owner alone', async () => {
    const keptIn = join(folder, 'mirror.json');
    const first = await startMirror(house.session, { port: 0, keptIn });
    const { token, port } = first;
    await first.close();
    expect(statSync(keptIn).mode & 0o777).toBe(0o600);
    const second = await startMirror(house.session, { keptIn });
    expect(second).toMatchObject({ token, port });
    const kept = (): unknown => JSON.parse(readFileSync(keptIn, 'utf8'));
    second.newToken();
    // A slow disk would hold up everything: it is waited for in the end.
    expect(kept()).toEqual({ token, port });
    await second.close();
    expect(kept()).toEqual({ token: second.token, port });
  });

  it('whose file is damaged gets a new token', async () => {
    const keptIn = join(folder, 'mirror.json');
    writeFileSync(keptIn, '{"token": 5');
    const mirror = await startMirror(house.session, { port: 0, keptIn });
    expect(mirror.token).toMatch(/^[\w-]{22}$/);
    await mirror.close();
  });
});

describe('what the terminal shows', () => {
  it('listening to all, this computer first and then its names and interfaces', () => {
    const [first, ...others] = addressesOf('0.0.0.0', 4114);
    expect(first).toEqual({ url: 'http://127.0.0.1:4114', by: 'lo', loopback: true });
    expect(others.at(-1)?.url).toMatch(/^http:\/\/[^/]+\.[^/]+:4114$/);
    for (const { loopback } of others) expect(loopback).toBe(false);
  });

  it('brackets an IPv6 address', () => {
    expect(addressesOf('::1', 80)).toEqual([{ url: 'http://[::1]:80', by: 'lo', loopback: true }]);
  });

  it("a QR code of the operator's page, small enough for 80 by 24, with the token in the fragment", () => {
    const url = operatorUrl('http://192.168.100.100:4114', house.mirror.token);
    expect(url).toContain('/operator#token=');
    const lines = qrLines(url);
    expect(lines.length).toBeLessThanOrEqual(23);
    for (const line of lines) expect([...new Set(line)].join('')).toMatch(/^[ ▀▄█]+$/);
  });
});

const describeInNetwork = need(
  'network namespaces',
  'run as root, with iproute2',
  canMakeNamespaces(),
);

describeInNetwork('in a network with IPv6', () => {
  it('those addresses are told as well where they are listened on', () => {
    const network = new Namespace();
    network.run('ip', 'address', 'add', '2001:db8:77::1/64', 'dev', 'wlan0', 'nodad');
    const told = (bound: string): string[] => {
      const module = new URL('../../dist/host/mirror/addresses.js', import.meta.url).href;
      const script = `import('${module}').then(({ addressesOf }) =>
        console.log(addressesOf('${bound}', 4114).map(({ url }) => url).join()))`;
      return network.run('node', '-e', script).trim().split(',');
    };
    const [own, ...others] = told('::');
    expect(own).toBe('http://127.0.0.1:4114');
    expect(others.slice(0, -1).sort()).toEqual([
      'http://10.77.0.1:4114',
      'http://192.168.77.1:4114',
      'http://[2001:db8:77::1]:4114',
    ]);
    expect(told('0.0.0.0').join()).not.toContain('[');
    network.close();
  });

  it('no interface of a test gets another address later, at which Chromium drops a page', () => {
    const network = new Namespace();
    expect(network.run('ip', '-6', 'address', 'show', 'up')).not.toMatch(/tentative|fe80/);
    network.close();
  });
});
