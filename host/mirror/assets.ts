/**
 * The pages' files: HTML and the like as they are in the source, each page's styles as one, scripts as `.ci/assemble.js`
 * made them. Compressed once, when first asked for; nothing outside the list is served.
 */
import { createHash } from 'node:crypto';
import type { IncomingMessage, ServerResponse } from 'node:http';
import { join, parse } from 'node:path';
import { fileURLToPath, pathToFileURL } from 'node:url';
import { promisify } from 'node:util';
import { gzip } from 'node:zlib';
import { packageRoot } from '../system/paths.ts';
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

const TYPES = {
  html: 'text/html; charset=utf-8',
  css: 'text/css; charset=utf-8',
  js: 'text/javascript; charset=utf-8',
  svg: 'image/svg+xml',
} as const;

interface Made {
  readonly type: string;
  readonly text: string;
  /** Of the one script that stands in it. */
  readonly digest?: string;
}

const scripts = pathToFileURL(join(packageRoot(), 'dist/pages/'));
const statics = pathToFileURL(join(packageRoot(), 'host/page/static/'));

/** Which page stands at which path. */
export type Pages = Readonly<Record<string, string>>;

const PAGES: Pages = {
  '/': 'mirror.html',
  '/operator': 'operator.html',
  '/screens': 'screens.html',
  '/report': 'report.html',
  '/favicon.ico': 'icon.svg',
};

/** Which part of a page its styles are. */
const STYLES = '#styles';

/** Where a path's file lies, or undefined: names have no dots or slashes to climb with. */
function fileOf(path: string, pages: Pages): URL | undefined {
  const page = pages[path];
  if (page !== undefined) return new URL(page, statics);
  const script = /^\/page\/([a-z-]{1,40}\.js)$/.exec(path)?.[1];
  if (script !== undefined) return new URL(script, scripts);
  const styled = /^\/page\/([a-z-]{1,40})\.css$/.exec(path)?.[1];
  if (styled !== undefined) return new URL(`${styled}.html${STYLES}`, statics);
  const file = /^\/static\/([a-z-]{1,40}\.(?:css|js|svg))$/.exec(path)?.[1];
  return file === undefined ? undefined : new URL(file, statics);
}

const textOf = async (file: URL): Promise<string> =>
  (await readBounded(fileURLToPath(file), LARGEST)).toString('utf8');
const partOf = (name: string): Promise<string> => textOf(new URL(name, statics));

/** Screens need no comments: lines of them, such as those that name the parts of what was built, are left out. */
const withoutComments = (script: string): string => script.replace(/^ *\/\/.*(\n|$)/gm, '');

/** The mirror speaks the session's language until its address or its reader says otherwise. */
const inLanguage = (page: string, lang: string): string =>
  page.replace('<html lang="en">', `<html lang="${lang}">`);

/** The styles that a page names: of two rules that differ the later one counts. */
const LINKS = /(?: *<link rel="stylesheet" href="\/static\/[a-z-]+\.css" \/>\n)+/;

/** All of them in one, as each request may be the one that is lost. */
async function stylesOf(page: string): Promise<string> {
  const names = LINKS.exec(page)?.[0].match(/[a-z-]+\.css/g) ?? [];
  return (await Promise.all(names.map(partOf))).join('');
}

const AGAIN = '<!-- again -->';

/** Pages share one drawing of hands, and one script that stands in them: see `again.js`. */
async function assembled(page: string, name: string): Promise<Omit<Made, 'type'>> {
  const [hands, again] = await Promise.all([partOf('hands.svg'), partOf('again.js')]);
  const text = page
    .replace(LINKS, `    <link rel="stylesheet" href="/page/${name}.css" />\n`)
    .replace('<!-- hands -->', () => hands);
  if (!text.includes(AGAIN)) return { text };
  const digest = createHash('sha256').update(again).digest('base64');
  return { text: text.replace(AGAIN, () => `<script>${again}</script>`), digest };
}

/** What is sent of a file. */
async function made(file: URL): Promise<Made> {
  const text = await textOf(file);
  const { name, ext } = parse(file.pathname);
  if (file.hash === STYLES) return { type: TYPES.css, text: await stylesOf(text) };
  if (ext === '.html') return { type: TYPES.html, ...(await assembled(text, name)) };
  if (ext === '.js') return { type: TYPES.js, text: withoutComments(text) };
  return { type: ext === '.css' ? TYPES.css : TYPES.svg, text };
}

async function load(file: URL, lang: string | undefined): Promise<Asset> {
  const { type, text, digest } = await made(file);
  const plain = Buffer.from(lang === undefined ? text : inLanguage(text, lang));
  const packed = await promisify(gzip)(plain, { level: 9 });
  const etag = `"${createHash('sha256').update(plain).digest('base64url').slice(0, 16)}"`;
  return { type, plain, packed, etag, headers: pageHeaders(digest) };
}

const known = new Map<string, Promise<Asset>>();

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
