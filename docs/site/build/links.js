/** Looks after what the built pages link to: every file and every heading must be there, and nothing be asked of others. */
import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { filesIn, textOf } from './files.js';

const ASKED = /<(?:img|script|link|iframe|source|video|audio)\b[^>]*?(?:src|href)="([^"]*)"/g;
const NAMED = /\b(?:src|href|data-src)="([^"]*)"/g;

/** A sentence for each that is wrong. */
export function problemsIn(out) {
  const pages = new Map(
    filesIn(out)
      .filter((file) => file.endsWith('.html'))
      .map((file) => [file, textOf(out, file)]),
  );
  const ids = new Map(
    [...pages].map(([file, html]) => [
      file,
      new Set([...html.matchAll(/\bid="([^"]+)"/g)].map(([, id]) => id)),
    ]),
  );
  return [...pages].flatMap(([file, html]) => [
    ...[...html.matchAll(ASKED)]
      .filter(([, to]) => /^(?:[a-z]+:)?\/\//i.test(to))
      .map(([, to]) => `${file}: asks another site for ${to}`),
    ...[...html.matchAll(NAMED)].flatMap(([, to]) => wrong(out, file, to, ids)),
  ]);
}

function wrong(out, file, to, ids) {
  if (/^(?:https?|mailto|data):/.test(to)) return [];
  const [path, hash] = to.replace(/\?[^#]*/, '').split('#');
  const target = path === '' ? file : decodeURIComponent(path);
  if (target.startsWith('/') || !existsSync(join(out, target)))
    return [`${file}: there is no ${to}`];
  const known = ids.get(target);
  if (!hash || !known || hash.includes('=') || known.has(decodeURIComponent(hash))) return [];
  return [`${file}: there is no heading ${to}`];
}
