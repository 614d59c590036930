/** What is secret in an address stands in nothing that is printed or kept, but for the address bar of whoever typed it. */
import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdtempSync, readdirSync, readFileSync, rmSync } from 'node:fs';
import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { knownSource, shownSource } from '../../host/lineup/shown-source.ts';

describe('an address', () => {
  it.each([
    ['https://user:PW@host.example/x?key=KEY#PART', 'https://host.example/x?…'],
    ['webcal://PW@host.example/x.ics', 'https://host.example/x.ics'],
    ['http://host.example:81/@people/x#KEY', 'http://host.example:81/@people/x#…'],
    ['https://user:P/W@host.example/', 'https://…'],
    ['https://user:P?W@host.example/', 'https://…'],
    ['HTTPS://user:PW@HOST.example', 'https://host.example/'],
    ['lineup.csv', 'lineup.csv'],
  ])('%s is shown as %s', (address, shown) => {
    expect(shownSource(address)).toBe(shown);
  });

  it('is known again, and told from another sheet of its document', () => {
    const sheet = (gid: number): string =>
      `https://host.example/export?key=SECRET&gid=${String(gid)}`;
    expect(knownSource(sheet(0))).toBe(knownSource(sheet(0)));
    expect(knownSource(sheet(0))).not.toBe(knownSource(sheet(1)));
    expect(knownSource(sheet(0))).toMatch(/^https:\/\/host\.example\/export\?… \([\da-f]{4}\)$/);
    expect(knownSource('https://host.example/x')).toBe('https://host.example/x');
  });
});

describe('no command tells it', () => {
  let folder: string;
  let server: Server;
  let address: string;

  beforeAll(async () => {
    folder = mkdtempSync(join(tmpdir(), 'claplight-'));
    server = createServer((request, answer) => {
      if (request.url?.startsWith('/lost') === true) answer.writeHead(404).end();
      else answer.end('Ada - Engines\nGrace - Nanoseconds [5:00]\n');
    });
    server.listen(0, '127.0.0.1');
    await once(server, 'listening');
    const { port } = server.address() as AddressInfo;
    address = `http://SECRETuser:SECRETpw@127.0.0.1:${String(port)}/x.csv?key=SECRETkey#SECRETpart`;
  });
  afterAll(() => {
    server.close();
    rmSync(folder, { recursive: true });
  });

  /** All that a command printed; one that would go on is ended once it listens. */
  const printed = async (...args: readonly string[]): Promise<string> => {
    const env = { ...process.env, XDG_STATE_HOME: folder, XDG_CACHE_HOME: folder };
    const child = spawn(process.execPath, ['dist/program/cli.js', ...args], { env, stdio: 'pipe' });
    let out = '';
    const hear = (part: Buffer): void => {
      out += part.toString();
      if (out.includes("Operator's page")) child.kill('SIGINT');
    };
    child.stdout.on('data', hear);
    child.stderr.on('data', hear);
    await once(child, 'close');
    return out;
  };

  it.each([
    ['check'],
    ['import'],
    ['load', '--port', '/dev/null'],
    ['rehearse', '--speed', '1000', '--no-http', '--json'],
    ['run', '--light', 'none', '--http', '0'],
    ['run', '--light', 'none', '--http', '0', '--fresh', '--json'],
  ])('%s %s', async (command, ...more) => {
    const out = await printed(command, address, ...more);
    expect(out).not.toBe('');
    expect(out).not.toContain('SECRET');
  });

  it.each([
    ['leads nowhere', () => address.replace('/x.csv', '/lost')],
    ['is none', () => address.replace('@', '/@')],
  ])('and of one that %s neither', async (_, where) => {
    const out = await printed('run', where(), '--light', 'none', '--http', '0');
    expect(out).toMatch(/^claplight: http:.* (there is nothing at|this is not an) /);
    expect(out).not.toContain('SECRET');
  });

  it('nor does what they keep', () => {
    const names = readdirSync(folder, { recursive: true, encoding: 'utf8', withFileTypes: true });
    const kept = names.map((one) => [
      one.name,
      one.isFile() ? readFileSync(join(one.parentPath, one.name), 'utf8') : '',
    ]);
    expect(kept.some(([name]) => name === 'journal.jsonl')).toBe(true);
    expect(JSON.stringify(kept)).toContain('Engines');
    expect(JSON.stringify(kept)).not.toContain('SECRET');
  });
});
