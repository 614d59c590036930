/** The committed images, as the bytes that go into the flash. */
import { dirname, join } from 'node:path';
import { imageBytes } from '../emulator/intel-hex.ts';
import { LARGEST_IMAGE, defaultImage } from '../emulator/files.ts';
import { readBoundedSync } from '../system/read-file.ts';
import type { ImageName } from './flash-board.ts';

/** Throws if the file is missing, or no whole image. */
export function readImage(name: ImageName): Buffer {
  const path = join(dirname(defaultImage()), `claplight-${name}.hex`);
  return Buffer.from(imageBytes(readBoundedSync(path, LARGEST_IMAGE).toString('utf8')));
}
