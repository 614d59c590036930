/** Paths that lead to no file: nothing waits for them, and nothing of them gets into memory. */
import { execFileSync } from 'node:child_process';
import {
  appendFileSync,
  existsSync,
  lstatSync,
  mkdtempSync,
  readFileSync,
  rmSync,
  truncateSync,
  writeFileSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { EepromDisk } from '../../host/emulator/eeprom-disk.ts';
import { EepromFile } from '../../host/emulator/eeprom-file.ts';
import { rosterOf } from '../../host/commands/open-session.ts';
import { LineFile } from '../../host/journal/line-file.ts';
import { JournalReader, isForeign } from '../../host/journal/read-journal.ts';
import { findRules } from '../../host/lineup/rules-file.ts';
import { readKept } from '../../host/mirror/keep.ts';
import { readWiring } from '../../host/serial/wiring-file.ts';
import { readSession } from '../../host/commands/read-session.ts';
import { readBounded, readBoundedSync } from '../../host/system/read-file.ts';
import { replaceFile } from '../../host/system/replace-file.ts';

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
    await expect(findRules(path)).rejects.toThrow(/a pipe, a socket or a device, not a file/);
    expect(readSession(path)).toBeUndefined();
    expect(() => new EepromFile(path)).toThrow(/a pipe, a socket or a device, not a file/);
    expect(() => readWiring(path)).toThrow(/a pipe, a socket or a device, not a file/);
    expect(readKept(path)).toBeUndefined();
  });

  it('refuses rules of any size but their own', async () => {
    await expect(findRules(long(1e9))).rejects.toThrow(/too long for a rules file/);
    await expect(findRules('/dev/zero')).rejects.toThrow(/a pipe, a socket or a device/);
  });
});

describe('a journal', () => {
  it.each([
    ['a pipe', pipe, /a pipe, a socket or a device, not a file: name another file/],
    ['a device without an end', () => '/dev/zero', /a device, not a file/],
    ['a folder', () => folder, /this is a folder: name another file/],
    ['a file of 2 GB', () => long(2e9), /larger than 1 GB: name another file/],
  ])('is not written where %s stands', (_, where, said) => {
    expect(() => new LineFile(where())).toThrow(said);
  });

  it('is not written into what has come into its place', () => {
    const path = join(folder, 'journal.jsonl');
    const file = new LineFile(path);
    expect(file.write(['{"a":1}\n'])).toMatchObject({ count: 1 });
    rmSync(path);
    execFileSync('mkfifo', [path]);
    expect(file.write(['{"a":2}\n'])).toMatchObject({
      count: 0,
      failed: 'this is a pipe, a socket or a device, not a file',
    });
    rmSync(path);
    expect(file.write(['{"a":2}\n'])).toMatchObject({ count: 1 });
    file.close();
    expect(readFileSync(path, 'utf8')).toBe('{"a":1}\n{"a":2}\n');
  });

  it('holds a line without an end in no memory, and reads the lines behind it', () => {
    const path = long(150_000_000);
    appendFileSync(
      path,
      '\n{"seq":1,"time":"2026-01-01T00:00:00.000Z","up":1,"ms":0,"type":"start"}\n',
    );
    const before = process.memoryUsage().rss;
    const reader = new JournalReader(path);
    const lines = [...reader];
    expect(process.memoryUsage().rss - before).toBeLessThan(100e6);
    expect(lines).toHaveLength(1);
    expect(reader).toMatchObject({ odd: 1, torn: false });
  });

  it('is told from other files', () => {
    const path = join(folder, 'photo.jpg');
    writeFileSync(path, '\xff\xd8\xff');
    expect(isForeign(path)).toBe(true);
    writeFileSync(path, '{"seq":1');
    expect(isForeign(path)).toBe(false);
    expect([long(0), folder, join(folder, 'none')].some(isForeign)).toBe(false);
  });
});

describe('what stands where something is written', () => {
  it('holds up no EEPROM', () => {
    const disk = new EepromDisk(pipe());
    disk.sync();
    expect(disk.save(Uint8Array.of(1))).toBe(true);
  });

  it('is not followed by a draft: a link or a pipe of that name', () => {
    const path = join(folder, 'file');
    const draft = `${path}.${String(process.pid)}.new`;
    const other = join(folder, 'other');
    writeFileSync(other, 'mine');
    execFileSync('ln', ['-s', other, draft]);
    replaceFile(path, 'a');
    execFileSync('mkfifo', [draft]);
    replaceFile(path, 'b');
    expect(readFileSync(other, 'utf8')).toBe('mine');
    expect(readFileSync(path, 'utf8')).toBe('b');
    expect(lstatSync(path).isFile()).toBe(true);
    expect(existsSync(draft)).toBe(false);
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
      /named by a lineup from the web/,
    );
    expect((await rosterOf(lineup('clap'), { rules: 'clap' }, from)).given).toHaveLength(1);
  });
});
