/**
 * The pages' files: HTML and the like as they are in the source, scripts as `.ci/pages.js` made
 * them. Compressed once, when first asked for; nothing outside the list is served.
 */
import { createHash } from 'node:crypto';
import type { IncomingMessage, ServerResponse } from 'node:http';
import { fileURLToPath } from 'node:url';
import { promisify } from 'node:util';
import { gzip } from 'node:zlib';
import { readBounded } from '../system/read-file.ts';
import { pageHeaders } from './reply.ts';

interface Asset {
  readonly type: string;
  readonly plain: Buffer;
  readonly packed: Buffer;
  readonly etag: string;
  readonly headers: Readonly<Record<string, string>>;
}

/** In bytes; none of ours is half as large. */
const LARGEST = 2_000_000;

const TYPES: Readonly<Record<string, string>> = {
  html: 'text/html; charset=utf-8',
  css: 'text/css; charset=utf-8',
  js: 'text/javascript; charset=utf-8',
  svg: 'image/svg+xml',
};

/** Run from TypeScript (in tests), scripts are still those that were built. */
const inSource = import.meta.url.endsWith('.ts');
const scripts = inSource
  ? new URL('../../dist/pages/', import.meta.url)
  : new URL('../../pages/', import.meta.url);
const statics = inSource
  ? new URL('../page/static/', import.meta.url)
  : new URL('../../../host/page/static/', import.meta.url);

/** Which page stands at which path. */
export type Pages = Readonly<Record<string, string>>;

const PAGES: Pages = {
  '/': 'mirror.html',
  '/operator': 'operator.html',
  '/screens': 'screens.html',
  '/report': 'report.html',
  '/favicon.ico': 'icon.svg',
};

/** Where a path's file lies, or undefined: names have no dots or slashes to climb with. */
function fileOf(path: string, pages: Pages): URL | undefined {
  const page = pages[path];
  if (page !== undefined) return new URL(page, statics);
  const script = /^\/page\/([a-z-]{1,40}\.js)$/.exec(path)?.[1];
  if (script !== undefined) return new URL(script, scripts);
  const file = /^\/static\/([a-z-]{1,40}\.(?:css|js|svg))$/.exec(path)?.[1];
  return file === undefined ? undefined : new URL(file, statics);
}

/** Screens need no comments: lines of them, such as those that name the parts of what was built, are left out. */
const withoutComments = (script: Buffer): Buffer =>
  Buffer.from(script.toString('utf8').replace(/^ *\/\/.*(\n|$)/gm, ''));

const known = new Map<string, Promise<Asset>>();

/** The mirror speaks the session's language until its address or its reader says otherwise. */
const inLanguage = (page: Buffer, lang: string): Buffer =>
  Buffer.from(page.toString('utf8').replace('<html lang="en">', `<html lang="${lang}">`));

const textOf = async (name: string): Promise<string> =>
  (await readBounded(fileURLToPath(new URL(name, statics)), LARGEST)).toString('utf8');

/** Pages share one drawing of hands, and one script that stands in them: see `again.js`. */
async function assembled(page: Buffer): Promise<{ page: Buffer; digest?: string }> {
  const [hands, again] = await Promise.all([textOf('hands.svg'), textOf('again.js')]);
  const text = page.toString('utf8').replace('<!-- hands -->', () => hands);
  if (!text.includes(AGAIN)) return { page: Buffer.from(text) };
  const digest = createHash('sha256').update(again).digest('base64');
  return { page: Buffer.from(text.replace(AGAIN, () => `<script>${again}</script>`)), digest };
}

const AGAIN = '<!-- again -->';

async function load(file: URL, lang: string | undefined): Promise<Asset> {
  const type = TYPES[file.pathname.split('.').at(-1) ?? ''] ?? 'application/octet-stream';
  const found = await readBounded(fileURLToPath(file), LARGEST);
  const { page, digest } = type === TYPES.html ? await assembled(found) : { page: found };
  const script = type === TYPES.js ? withoutComments(page) : page;
  const plain = lang === undefined ? script : inLanguage(script, lang);
  const packed = await promisify(gzip)(plain, { level: 9 });
  const etag = `"${createHash('sha256').update(plain).digest('base64url').slice(0, 16)}"`;
  return { type, plain, packed, etag, headers: pageHeaders(digest) };
}

/** Answers with a file; false if there is none of that path. */
export async function sendAsset(
  request: IncomingMessage,
  response: ServerResponse,
  path: string,
  lang: string,
  pages = PAGES,
): Promise<boolean> {
  const file = fileOf(path, pages);
  if (!file) return false;
  const spoken = path === '/' ? lang : undefined;
  const key = `${spoken ?? ''} ${file.href}`;
  const asset = known.get(key) ?? load(file, spoken);
  known.set(key, asset);
  // A path that has no file must not be remembered: there are endless such paths.
  const found = await asset.catch(() => known.delete(key) && undefined);
  if (!found) return false;
  const { type, plain, packed, etag } = found;
  const headers = {
    ...found.headers,
    ETag: etag,
    'Cache-Control': 'no-cache',
    Vary: 'Accept-Encoding',
  };
  if (request.headers['if-none-match'] === etag) {
    response.writeHead(304, headers).end();
    return true;
  }
  const gzipped = packed !== plain && /\bgzip\b/.test(String(request.headers['accept-encoding']));
  const body = gzipped ? packed : plain;
  response.writeHead(200, {
    ...headers,
    'Content-Type': type,
    'Content-Length': body.length,
    ...(gzipped ? { 'Content-Encoding': 'gzip' } : {}),
  });
  response.end(body);
  return true;
}
