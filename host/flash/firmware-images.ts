/** The committed images, as the bytes that go into the flash. */
import { dirname, join } from 'node:path';
import { parseIntelHex } from '../emulator/intel-hex.ts';
import { LARGEST_IMAGE, defaultImage } from '../emulator/files.ts';
import { readBoundedSync } from '../system/read-file.ts';

export type ImageName = 'uno' | 'uno-nowatchdog';

/** Throws if the file is missing, or no whole image. */
export function readImage(name: ImageName): Buffer {
  const path = join(dirname(defaultImage()), `claplight-${name}.hex`);
  return imageBytes(readBoundedSync(path, LARGEST_IMAGE).toString('utf8'));
}

/** From address 0 to the last byte that differs from erased flash. */
function imageBytes(hex: string): Buffer {
  const words = parseIntelHex(hex);
  const bytes = Buffer.from(words.buffer, words.byteOffset, words.byteLength);
  const end = bytes.findLastIndex((byte) => byte !== 0xff) + 1;
  return bytes.subarray(0, end);
}
