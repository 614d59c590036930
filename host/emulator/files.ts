import { join } from 'node:path';
import { packageRoot } from '../system/paths.ts';

/** The image that gets flashed into an Uno. */
export function defaultImage(): string {
  return join(packageRoot(), 'firmware', 'images', 'claplight-uno.hex');
}

/** A worker is run as JavaScript, also when this file runs from the TypeScript sources. */
export function workerFile(): string {
  return join(packageRoot(), 'dist', 'host', 'emulator', 'worker.js');
}
