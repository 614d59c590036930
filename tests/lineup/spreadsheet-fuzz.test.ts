/**
 * Damaged spreadsheets: parts with slips in them, packed again, and archives with wrong bytes. An answer or a
 * problem that can be shown, within bounds. LINEUP_FUZZ=100000 tries longer.
 */
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { readAnything } from '../../host/lineup/read-lineup.ts';
import { Zip } from '../../host/lineup/sheets/zip.ts';
import { oneOf } from '../../host/system/random.ts';
import { chance } from '../support/random.ts';
import { damaged, showable, useRead } from './damage.ts';
import { zipped } from './zipped.ts';

const TRIES = Number(process.env['LINEUP_FUZZ'] ?? 150);

async function useSheet(bytes: Uint8Array, sheet?: string): Promise<void> {
  const wanted = sheet === undefined ? {} : { sheet };
  const source = await readAnything('fuzz', bytes, wanted).catch((error: unknown) => {
    showable(error);
  });
  if (source) useRead(source);
}

async function partsOf(bytes: Uint8Array): Promise<Record<string, string>> {
  const zip = new Zip(bytes);
  const parts: Record<string, string> = {};
  for (const name of zip.names) {
    const pieces: Uint8Array[] = [];
    for await (const piece of zip.unpack(name)) pieces.push(piece);
    parts[name] = Buffer.concat(pieces).toString();
  }
  return parts;
}

describe.each(['talks.xlsx', 'talks-gnumeric.xlsx', 'talks.ods'])('%s', (name) => {
  const file = readFileSync(join(import.meta.dirname, 'sheets', name));

  it('with slips in its parts', async () => {
    const random = chance();
    const parts = await partsOf(file);
    const [first = '', ...others] = Object.keys(parts).filter((part) =>
      /\.(?:xml|rels)$/.test(part),
    );
    const names = [first, ...others] as const;
    for (let i = 0; i < TRIES; i += 1) {
      const part = oneOf(names, random);
      const text = damaged(parts[part] ?? '', random);
      const without = random() < 0.05;
      const { [part]: _, ...rest } = parts;
      await useSheet(
        zipped(without ? rest : { ...rest, [part]: text }),
        random() < 0.3 ? oneOf(['2', 'Day 2', 'x'], random) : undefined,
      );
    }
  });

  it('with wrong bytes, or cut short', async () => {
    const random = chance();
    for (let i = 0; i < TRIES; i += 1) {
      const bytes = Buffer.from(file);
      for (let times = 1 + Math.floor(random() * 4); times > 0; times -= 1)
        bytes[Math.floor(random() * bytes.length)] = Math.floor(random() * 256);
      await useSheet(random() < 0.2 ? bytes.subarray(0, random() * bytes.length) : bytes);
    }
  });

  it('at every place where it can be cut', async () => {
    for (let end = 4; end < file.length; end += 97) await useSheet(file.subarray(0, end));
    expect(file.length).toBeGreaterThan(1000);
  });
});
