/** The committed images, as the bytes that go into the flash. */
import { readFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { parseIntelHex } from '../emulator/intel-hex.ts';
import { defaultImage } from '../emulator/files.ts';

export type ImageName = 'uno' | 'uno-nowatchdog';

/** Throws if the file is missing, or no whole image. */
export function readImage(name: ImageName): Buffer {
  const path = join(dirname(defaultImage()), `claplight-${name}.hex`);
  return imageBytes(readFileSync(path, 'utf8'));
}

/** From address 0 to the last byte that differs from erased flash. */
function imageBytes(hex: string): Buffer {
  const words = parseIntelHex(hex);
  const bytes = Buffer.from(words.buffer, words.byteOffset, words.byteLength);
  const end = bytes.findLastIndex((byte) => byte !== 0xff) + 1;
  return bytes.subarray(0, end);
}
