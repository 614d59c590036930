import { join } from 'node:path';
import { packageRoot } from '../system/paths.ts';

/** Far more than the text of 32 kB of flash, in bytes. */
export const LARGEST_IMAGE = 1e6;

/** The image that gets flashed into an Uno. */
export function defaultImage(): string {
  return join(packageRoot(), 'firmware', 'images', 'claplight-uno.hex');
}
