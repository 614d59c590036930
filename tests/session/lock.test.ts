import { spawn, spawnSync } from 'node:child_process';
import { once } from 'node:events';
import {
  chmodSync,
  existsSync,
  mkdtempSync,
  readFileSync,
  symlinkSync,
  writeFileSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { describe, expect, it } from 'vitest';
import { isLocked, takeLock } from '../../host/journal/lock.ts';

const journal = (): string => join(mkdtempSync(join(tmpdir(), 'claplight-lock-')), 'a.jsonl');

describe('the lock of a journal', () => {
  it('refuses a second writer with the number of the first, until it is released', () => {
    const path = journal();
    const lock = takeLock(path);
    expect(() => takeLock(path)).toThrow(`process ${String(process.pid)}`);
    lock.release();
    expect(existsSync(`${path}.lock`)).toBe(false);
    takeLock(path).release();
  });

  it('of a process that is gone does not refuse', async () => {
    const path = journal();
    const child = spawn(process.execPath, ['-e', '']);
    await once(child, 'exit');
    writeFileSync(`${path}.lock`, `${String(child.pid)} 12345`);
    expect(isLocked(path)).toBe(false);
    takeLock(path).release();
  });

  // A laptop that was started anew gives the same numbers to other programs.
  it.skipIf(!existsSync('/proc/self/stat'))(
    'does not refuse when its number belongs to another process by now',
    () => {
      const path = journal();
      writeFileSync(`${path}.lock`, `${String(process.ppid)} 1`);
      const lock = takeLock(path);
      expect(readFileSync(`${path}.lock`, 'utf8')).toMatch(`${String(process.pid)} `);
      lock.release();
    },
  );

  it('is one for a file with two names, also before the file is there', () => {
    const path = journal();
    symlinkSync(path, `${path}.link`);
    const lock = takeLock(`${path}.link`);
    expect(() => takeLock(path)).toThrow(/is writing this journal/);
    lock.release();
    writeFileSync(path, '');
    const other = takeLock(path);
    expect(() => takeLock(`${path}.link`)).toThrow(/is writing this journal/);
    other.release();
  });

  it.skipIf(process.getuid?.() !== 0)(
    'of another user that is stale is told, in a folder where it may not be moved',
    () => {
      const path = journal();
      chmodSync(dirname(path), 0o1777);
      writeFileSync(`${path}.lock`, '999999999 1');
      const code = `process.setgid(65534); process.setuid(65534);
        import(${JSON.stringify(pathToFileURL('dist/host/journal/lock.js').href)}).then(
          ({ takeLock }) => takeLock(${JSON.stringify(path)}),
        ).catch((error) => console.log(error.message));`;
      const { stdout } = spawnSync(process.execPath, ['-e', code], { timeout: 20_000 });
      expect(stdout.toString()).toContain('another user’s Claplight left its lock');
    },
  );

  it.each(['', 'nonsense', '-1 5'])('that says %j does not refuse', (text) => {
    const path = journal();
    writeFileSync(`${path}.lock`, text);
    takeLock(path).release();
  });

  it('is lost when somebody deletes it, and is not taken from whoever has it then', () => {
    const path = journal();
    const lock = takeLock(path);
    spawnSync('rm', [`${path}.lock`]);
    expect(lock.held()).toBe(false);
    const other = takeLock(path);
    writeFileSync(`${path}.lock`, '1 1');
    lock.release();
    expect(existsSync(`${path}.lock`)).toBe(true);
    other.release();
  });
});
