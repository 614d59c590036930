/** Where the server listens, and what a resumed session keeps. */
import { mkdtempSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { addressesOf } from '../../host/mirror/addresses.ts';
import { MirrorProblem, operatorUrl, qrLines, startMirror } from '../../host/mirror/server.ts';
import { openHouse, type House } from './support/house.ts';

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
      /no spaces/,
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
    second.newToken();
    expect(JSON.parse(readFileSync(keptIn, 'utf8'))).toEqual({ token: second.token, port });
    await second.close();
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
