/**
 * Genuine StandardFirmatas, for an Uno (2.4) and for a Mega (2.3). They are LGPL, so they are fetched from the
 * registry for the tests and kept in a cache, never committed.
 */
import { execFileSync } from 'node:child_process';
import { createHash } from 'node:crypto';
import {
  copyFileSync,
  existsSync,
  mkdirSync,
  mkdtempSync,
  readFileSync,
  renameSync,
  rmSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

const PACKAGE = '@sienci/avrgirl-arduino@5.0.3';
const withinOf = (board: FirmataImage): string =>
  `package/junk/hex/${board}/StandardFirmata.cpp.hex`;
const SHA256 = {
  uno: '6d57ea7cf30e26c9c2f3a01ee37907d2c951f8bc9c27f84dddad12fa9c8b8f36',
  mega: '44139612e9aa601f4e92c40cf7e72e3716871e43b2024323776d8b781d165e68',
} as const;
export type FirmataImage = keyof typeof SHA256;
const CACHE = join('node_modules', '.cache', 'claplight');

/** Path of the image, or undefined where it can't be fetched. */
export function standardFirmata(board: FirmataImage = 'uno'): string | undefined {
  const image = join(CACHE, `StandardFirmata-${board}.hex`);
  try {
    if (!existsSync(image)) fetchTo(image, board);
    const sum = createHash('sha256').update(readFileSync(image)).digest('hex');
    if (sum !== SHA256[board])
      throw new Error(`${image} is not the image that was meant: delete it`);
    return image;
  } catch (error) {
    console.warn(error instanceof Error ? error.message : error);
    return undefined;
  }
}

function fetchTo(image: string, board: FirmataImage): void {
  const folder = mkdtempSync(join(tmpdir(), 'claplight-firmata-'));
  try {
    const options = { cwd: folder, encoding: 'utf8', timeout: 60_000, stdio: 'pipe' } as const;
    const archive = execFileSync('npm', ['pack', '--silent', PACKAGE], options).trim();
    execFileSync('tar', ['-xzf', archive, withinOf(board)], options);
    mkdirSync(CACHE, { recursive: true });
    // Into the cache at once, so that no other test sees half of it.
    const draft = `${image}.${String(process.pid)}`;
    copyFileSync(join(folder, withinOf(board)), draft);
    renameSync(draft, image);
  } finally {
    rmSync(folder, { recursive: true });
  }
}
