/** The clocks of a host that runs can be set: a library of ours is preloaded, which a file steers. */
import { spawnSync } from 'node:child_process';
import { mkdtempSync, openSync, writeSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

export interface Shim {
  /** For the environment of the host. */
  readonly env: Readonly<Record<string, string>>;
  /** From now on its time of day, and the time since its machine was started, are so many s ahead. */
  set(wall: number, boot?: number): void;
}

export function makeShim(): Shim {
  const folder = mkdtempSync(join(tmpdir(), 'claplight-shim-'));
  const library = join(folder, 'time-shim.so');
  const source = join(import.meta.dirname, '../../tests/support/time-shim.c');
  const args = ['-O1', '-Wall', '-shared', '-fPIC', '-o', library, source, '-ldl'];
  const { status, stderr } = spawnSync('cc', args, { encoding: 'utf8' });
  if (status !== 0) throw new Error(stderr);
  const file = join(folder, 'ahead');
  const fd = openSync(file, 'w+');
  const set = (wall: number, boot = 0): void => {
    // In one write of one length: the host may be reading.
    writeSync(fd, `${String(Math.trunc(wall))} ${String(Math.trunc(boot))}`.padEnd(40), 0);
  };
  set(0);
  return { env: { LD_PRELOAD: library, TIME_SHIM: file }, set };
}
