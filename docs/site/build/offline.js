/** The service worker: what was loaded once is there without a network. */
import { createHash } from 'node:crypto';
import { readFileSync, statSync } from 'node:fs';
import { join } from 'node:path';
import { filesIn, SITE, textOf, write } from './files.js';

/** Gives how many files there are, and how large they are in all. */
export function buildOffline(out) {
  const files = filesIn(out);
  const hash = createHash('sha256');
  for (const file of files) hash.update(file).update(readFileSync(join(out, file)));
  const version = hash.digest('hex').slice(0, 16);
  // Pictures and files to copy are kept when somebody looks at them.
  const kept = files.filter((file) => !file.startsWith('files/'));
  const worker = textOf(SITE, 'pages/offline.js')
    .replace("'VERSION'", JSON.stringify(version))
    .replace("['FILES']", JSON.stringify(kept));
  write(join(out, 'offline.js'), worker);
  return {
    files: files.length,
    bytes: files.reduce((sum, file) => sum + statSync(join(out, file)).size, 0),
  };
}
