/** A plain file server for looking at the site: `node serve.js [PORT]`. Any other does, too. */
import { Buffer } from 'node:buffer';
import console from 'node:console';
import { readFileSync } from 'node:fs';
import { createServer } from 'node:http';
import { extname, join, normalize } from 'node:path';
import { argv } from 'node:process';
import { fileURLToPath, URL } from 'node:url';
import { ROOT } from './build/files.js';

const TYPES = {
  '.html': 'text/html; charset=utf-8',
  '.css': 'text/css; charset=utf-8',
  '.js': 'text/javascript; charset=utf-8',
  '.json': 'application/json',
  '.svg': 'image/svg+xml',
  '.webp': 'image/webp',
};

/** Serves a folder on loopback at `base`, as a site below another one is; `port` 0 takes any that is free. */
export function serve(folder, port = 0, base = '/') {
  const server = createServer(({ url = '' }, response) => {
    const { pathname } = new URL(url, 'http://localhost');
    const path = normalize(decodeURIComponent(pathname));
    const inside = path.startsWith(base) ? path.slice(base.length) : '..';
    const file = inside === '' || inside.endsWith('/') ? `${inside}index.html` : inside;
    let body = Buffer.from('not found');
    let status = 404;
    try {
      if (!file.startsWith('..')) {
        body = readFileSync(join(folder, file));
        status = 200;
      }
    } catch {
      // There is none.
    }
    const type = TYPES[extname(file)] ?? 'application/octet-stream';
    response.writeHead(status, { 'Content-Type': type, 'Cache-Control': 'no-cache' }).end(body);
  });
  return new Promise((resolve, reject) => {
    server.once('error', reject);
    server.listen(port, '127.0.0.1', () => resolve(server));
  });
}

if (argv[1] === fileURLToPath(import.meta.url)) {
  const server = await serve(join(ROOT, 'dist/site'), Number(argv[2] ?? 4180));
  console.log(`http://127.0.0.1:${server.address().port}/`);
}
