import { existsSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';

/** The folder of package.json: two folders up in the sources, three in `dist`. */
function packageRoot(): string {
  let folder = dirname(fileURLToPath(import.meta.url));
  while (!existsSync(join(folder, 'package.json'))) folder = dirname(folder);
  return folder;
}

/** The image that gets flashed into an Uno. */
export function defaultImage(): string {
  return join(packageRoot(), 'firmware', 'images', 'claplight-uno.hex');
}

/** A worker is run as JavaScript, also when this file runs from the TypeScript sources. */
export function workerFile(): string {
  return join(packageRoot(), 'dist', 'host', 'virtual', 'worker.js');
}
