/** Paths that lead to no file: nothing waits for them, and nothing of them gets into memory. */
import { execFileSync } from 'node:child_process';
import { mkdtempSync, rmSync, truncateSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { EepromFile } from '../../host/emulator/eeprom-file.ts';
import { rosterOf } from '../../host/commands/open-session.ts';
import { findRules } from '../../host/lineup/rules-file.ts';
import { readKept } from '../../host/mirror/keep.ts';
import { readWiring } from '../../host/serial/wiring-file.ts';
import { readSession } from '../../host/commands/read-session.ts';
import { readBounded, readBoundedSync } from '../../host/system/read-file.ts';

let folder: string;
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'read-'));
});
afterEach(() => {
  rmSync(folder, { recursive: true });
});

/** A pipe that nobody writes to. */
function pipe(): string {
  const path = join(folder, 'pipe.yaml');
  execFileSync('mkfifo', [path]);
  return path;
}

/** A file that says that it is as long as this. */
function long(bytes: number): string {
  const path = join(folder, 'long');
  writeFileSync(path, '');
  truncateSync(path, bytes);
  return path;
}

describe('reading a file', () => {
  it('gives the bytes of a file, and of one that tells no size', async () => {
    const path = join(folder, 'file');
    writeFileSync(path, 'abc'.repeat(50_000));
    expect(readBoundedSync(path, 150_000).toString()).toBe('abc'.repeat(50_000));
    expect((await readBounded(path, 150_000)).length).toBe(150_000);
    expect(readBoundedSync('/proc/self/status', 100_000).toString()).toMatch(/^Name:/);
  });

  it.each([
    ['a pipe', pipe, 'NOT_A_FILE'],
    ['a device without an end', () => '/dev/zero', 'NOT_A_FILE'],
    ['a folder', () => folder, 'EISDIR'],
    ['a file that is too large', () => long(10e9), 'TOO_LARGE'],
    ['nothing', () => join(folder, 'none'), 'ENOENT'],
  ])('refuses %s at once', async (_, where, code) => {
    const path = where();
    expect(() => readBoundedSync(path, 1000)).toThrow(expect.objectContaining({ code }) as Error);
    await expect(readBounded(path, 1000)).rejects.toMatchObject({ code });
  });
});

describe('every path that is read', () => {
  it('refuses a pipe: rules, journal, EEPROM, settings, what a session keeps', async () => {
    const path = pipe();
    await expect(findRules(path)).rejects.toThrow(/a pipe or a device, not a file/);
    expect(readSession(path)).toBeUndefined();
    expect(() => new EepromFile(path)).toThrow(/a pipe or a device, not a file/);
    expect(() => readWiring(path)).toThrow(/a pipe or a device, not a file/);
    expect(readKept(path)).toBeUndefined();
  });

  it('refuses rules of any size but their own', async () => {
    await expect(findRules(long(1e9))).rejects.toThrow(/too long for a rules file/);
    await expect(findRules('/dev/zero')).rejects.toThrow(/a pipe or a device/);
  });
});

describe('rules that a lineup names', () => {
  const lineup = (rules: string): Parameters<typeof rosterOf>[0] => ({
    talks: [{ speaker: 'Ada', title: 'x', rules }],
    remarks: [],
  });

  it('are names of presets alone where it came by address', async () => {
    const from = 'https://example.org/talks.csv';
    await expect(rosterOf(lineup('/etc/passwd'), { rules: 'clap' }, from)).rejects.toThrow(
      /named by a lineup that came by address/,
    );
    expect((await rosterOf(lineup('clap'), { rules: 'clap' }, from)).given).toHaveLength(1);
  });
});
