/** The command line as a user meets it: a process of its own, its output and its exit code. */
import { spawnSync } from 'node:child_process';
import { mkdtempSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

export interface Said {
  readonly code: number | null;
  readonly out: string;
  readonly err: string;
}

/** Files and journals of one test go into a folder of its own. */
export const folder = (): string => mkdtempSync(join(tmpdir(), 'claplight-cli-'));

export function claplight(args: readonly string[], state = folder(), input = ''): Said {
  const { status, stdout, stderr } = spawnSync(process.execPath, ['dist/program/cli.js', ...args], {
    encoding: 'utf8',
    input,
    env: { ...process.env, XDG_STATE_HOME: state, NO_COLOR: '1' },
    timeout: 60_000,
  });
  return { code: status, out: stdout, err: stderr };
}

export function file(name: string, content: string | Uint8Array): string {
  const path = join(folder(), name);
  writeFileSync(path, content);
  return path;
}
