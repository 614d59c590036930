/** Libraries of ours that are preloaded into a host, and that files steer while it runs. */
import { spawnSync } from 'node:child_process';
import { mkdtempSync, openSync, writeSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { packageRoot } from '../../host/system/paths.ts';

type Environment = Readonly<Record<string, string>>;

export interface Shim {
  /** For the environment of the host. */
  readonly env: Environment;
  /** From now on its time of day, and the time since its machine was started, are so many s ahead. */
  set(wall: number, boot?: number): void;
}

/** Its clocks can be set. */
export function makeShim(): Shim {
  const { library, file, write } = preloaded('time-shim');
  const set = (wall: number, boot = 0): void => {
    write(`${String(Math.trunc(wall))} ${String(Math.trunc(boot))}`);
  };
  set(0);
  return { env: { LD_PRELOAD: library, TIME_SHIM: file }, set };
}

export interface SlowDisk {
  readonly env: Environment;
  /** From now on each call that writes below the folder takes so many ms, also those under way. */
  set(ms: number): void;
}

/** What it writes below a folder, or to a file, takes its time. */
export function makeSlowDisk(path: string): SlowDisk {
  const { library, file, write } = preloaded('slow-disk');
  const set = (ms: number): void => {
    write(String(Math.trunc(ms)));
  };
  set(0);
  return { env: { LD_PRELOAD: library, SLOW_DISK: path, SLOW_DISK_FILE: file }, set };
}

interface Preloaded {
  readonly library: string;
  readonly file: string;
  readonly write: (text: string) => void;
}

function preloaded(name: string): Preloaded {
  const folder = mkdtempSync(join(tmpdir(), 'claplight-shim-'));
  const library = join(folder, `${name}.so`);
  const source = join(packageRoot(), 'tests', 'support', `${name}.c`);
  const args = ['-O1', '-Wall', '-shared', '-fPIC', '-o', library, source, '-ldl'];
  const { status, stderr } = spawnSync('cc', args, { encoding: 'utf8' });
  if (status !== 0) throw new Error(stderr);
  const file = join(folder, 'steered');
  const fd = openSync(file, 'w+');
  const write = (text: string): void => {
    // In one write of one length: the host may be reading.
    writeSync(fd, text.padEnd(40), 0);
  };
  return { library, file, write };
}
