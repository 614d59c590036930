import {
  mkdtempSync,
  readFileSync,
  readdirSync,
  rmSync,
  statSync,
  utimesSync,
  writeFileSync,
} from 'node:fs';
import { createServer, type RequestListener, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { gzipSync } from 'node:zlib';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { ageText } from '../../host/lineup/address.ts';
import { cacheFolder } from '../../host/system/paths.ts';
import { FetchFailure, redirection } from '../../host/lineup/fetch.ts';
import { loadLineup, loadSource } from '../../host/lineup/load-lineup.ts';
import { InputProblem } from '../../host/system/problem.ts';
import { brief, exported, fixture, remarksOf } from './helpers.ts';

let folder: string;
let server: Server | undefined;

beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'cache-'));
});
afterEach(() => {
  rmSync(folder, { recursive: true });
  server?.closeAllConnections();
  server?.close();
  server = undefined;
});

/** Serves on the loopback interface; gives the address. */
function serve(listener: RequestListener): Promise<string> {
  const started = createServer(listener);
  server = started;
  return new Promise((resolve) => {
    started.listen(0, '127.0.0.1', () => {
      resolve(`http://127.0.0.1:${String((started.address() as AddressInfo).port)}`);
    });
  });
}

const load = (where: string): ReturnType<typeof loadLineup> => loadLineup(where, {}, { folder });

const refusal = async (where: string, signal?: AbortSignal): Promise<string> => {
  const fetching = { folder, ...(signal ? { signal } : {}) };
  const error: unknown = await loadSource(where, {}, fetching).catch((reason: unknown) => reason);
  expect(error).toBeInstanceOf(InputProblem);
  return (error as InputProblem).describe();
};

describe('an address', () => {
  it('is read like a file, and says if it was not encrypted', async () => {
    const at = await serve((_, answer) => answer.end('Chuk - x'));
    const lineup = await load(`${at}/lineup?key=SECRET`);
    expect(brief(lineup)).toEqual(['Chuk | x']);
    expect(remarksOf(lineup)).toEqual([
      'this came over http: anybody on the way could have changed it',
    ]);
  });

  it('may be packed', async () => {
    const at = await serve((_, answer) => {
      answer.setHeader('content-encoding', 'gzip');
      answer.end(gzipSync('Chuk - x'));
    });
    expect(brief(await load(at))).toEqual(['Chuk | x']);
  });

  it('is followed five times', async () => {
    const at = await serve((request, answer) => {
      const hop = Number(request.url?.slice(1));
      if (hop === 0) answer.end('Chuk - x');
      else answer.writeHead(302, { location: `/${String(hop - 1)}` }).end();
    });
    expect(brief(await load(`${at}/5`))).toEqual(['Chuk | x']);
    expect(await refusal(`${at}/6`)).toContain('redirects more than 5 times');
  });

  it('is not followed from https to http, nor to anything else', () => {
    const to = (location: string): URL | undefined =>
      redirection({ statusCode: 302, headers: { location } }, new URL('https://a.example/x'));
    expect(to('/y')?.href).toBe('https://a.example/y');
    expect(to('https://b.example/')?.href).toBe('https://b.example/');
    expect(() => to('http://a.example/')).toThrow(FetchFailure);
    expect(() => to('file:///etc/passwd')).toThrow(FetchFailure);
    expect(() => to('https://[')).toThrow(FetchFailure);
    expect(
      redirection({ statusCode: 200, headers: {} }, new URL('https://a.example')),
    ).toBeUndefined();
  });

  it.each([
    [401, 'asks for a login (401)'],
    [403, 'access is denied (403)'],
    [404, 'nothing at this address (404)'],
    [500, 'the server answered 500'],
  ])('that answers %i is refused, with its keys hidden', async (status, message) => {
    const at = await serve((_, answer) => answer.writeHead(status).end('Chuk - x'));
    const text = await refusal(`${at.replace('//', '//user:SECRET@')}/x?key=SECRET`);
    expect(text).toContain(message);
    expect(text).toMatch(/^http:\/\/127\.0\.0\.1:\d+\/x\?…: /);
    expect(text).not.toContain('SECRET');
  });

  it('that sends more than 32 MB is cut off, packed or not', async () => {
    const chunk = Buffer.alloc(1024 * 1024, 'x');
    const at = await serve((request, answer) => {
      if (request.url === '/packed') {
        answer.setHeader('content-encoding', 'gzip');
        answer.end(gzipSync(Buffer.alloc(33 * 1024 * 1024)));
        return;
      }
      const more = (): void => {
        while (!answer.destroyed && answer.write(chunk));
      };
      answer.on('drain', more);
      more();
    });
    expect(await refusal(at)).toContain('larger than 32 MB');
    expect(await refusal(`${at}/packed`)).toContain('larger than 32 MB');
  });

  it('that never answers, or stops in the middle, is given up', async () => {
    const abort = new AbortController();
    const give = (): void => {
      abort.abort(new DOMException('late', 'TimeoutError'));
    };
    const silent = await serve(give);
    expect(await refusal(silent, abort.signal)).toContain('no answer within 20 seconds');
    server?.closeAllConnections();
    server?.close();
    const broken = await serve((request, answer) => {
      answer.writeHead(200, { 'content-length': 100 });
      answer.write('Chuk', () => request.socket.destroy());
    });
    expect(await refusal(broken)).toContain('connection broke');
  });

  it('that nobody listens at, or that is none, is refused', async () => {
    const at = await serve(() => undefined);
    await new Promise((resolve) => server?.close(resolve));
    expect(await refusal(at)).toContain('refuses connections');
    expect(await refusal('https://')).toContain('this is not an address');
  });

  it('that shows a page instead of a lineup is refused', async () => {
    const at = await serve((_, answer) => answer.end('<!doctype html><p>Welcome to the network'));
    expect(await refusal(at)).toContain('this is a web page');
  });
});

describe('the last good copy', () => {
  let body: string | Uint8Array;
  let at: string;
  beforeEach(async () => {
    body = 'speaker,title,email\nChuk,x,secret.address@example.org';
    at = await serve((_, answer) => {
      if (body === '') answer.writeHead(503).end();
      else answer.end(body);
    });
  });
  const kept = (): string => {
    const [name = '', ...others] = readdirSync(folder);
    expect(others).toEqual([]);
    return join(folder, name);
  };

  it('is taken when the address fails, and says how old it is', async () => {
    await load(at);
    utimesSync(kept(), new Date(0), new Date(0));
    body = '';
    const source = await loadLineup(at, {}, { folder, now: () => 3 * 3_600_000 });
    expect(brief(source)).toEqual(['Chuk | x']);
    expect(remarksOf(source)).toEqual([
      `${at}/ could not be read (the server answered 503): using the copy from 3 hours ago`,
    ]);
  });

  it('is taken when the network shows its own page instead, and is not replaced by it', async () => {
    await load(at);
    body = '<html>Sign in</html>';
    expect(brief(await load(at))).toEqual(['Chuk | x']);
    expect(brief(await load(at))).toEqual(['Chuk | x']);
  });

  it('is for the user alone, and holds no address', async () => {
    await load(at);
    expect(statSync(kept()).mode & 0o777).toBe(0o600);
    expect(readFileSync(kept(), 'utf8')).not.toMatch(/secret|email/);
  });

  it('of an export holds what we use of it, and nothing else', async () => {
    for (const name of [
      'pretalx.json',
      'schedule2.json',
      'sessionize-all.json',
      'indico.json',
      'pretalx.ics',
    ]) {
      body = fixture(name);
      await loadSource(at, {}, { folder });
      expect(readFileSync(kept(), 'utf8')).not.toMatch(/secret|@/i);
      body = '';
      const source = await loadSource(at, {}, { folder });
      if (source.kind !== 'export') throw new Error('not an export');
      const { events, format, name: title } = exported(name);
      expect(source.export).toMatchObject({
        format,
        events,
        ...(title === undefined ? {} : { name: title }),
      });
    }
  });

  it('is not taken when somebody has spoilt it', async () => {
    await load(at);
    writeFileSync(kept(), '\u0000');
    body = '';
    expect(await refusal(at)).toContain('the server answered 503');
  });

  it('that cannot be kept is no reason to stop', async () => {
    const lineup = await loadLineup(at, {}, { folder: '/dev/null/x' });
    expect(remarksOf(lineup).join()).toContain('no copy could be kept');
  });

  it('lies where the platform expects it', () => {
    expect(cacheFolder({ XDG_CACHE_HOME: '/x' }, 'linux')).toBe('/x/claplight');
    expect(cacheFolder({ XDG_CACHE_HOME: 'relative' }, 'linux')).toMatch(/\.cache\/claplight$/);
    expect(cacheFolder({}, 'darwin')).toMatch(/Library\/Caches\/claplight$/);
    expect(cacheFolder({ LOCALAPPDATA: '/l' }, 'win32')).toBe('/l/claplight/cache');
  });

  it.each([
    [-5, '0 minutes'],
    [60_000, '1 minute'],
    [7_200_000, '2 hours'],
    [49 * 3_600_000, '2 days'],
  ])('tells %i ms as %s', (ms, text) => {
    expect(ageText(ms)).toBe(text);
  });
});
