/** More OSC than anybody needs: a sender in C, since one in JavaScript is slower than what it is to show. */
import { execFile, spawnSync } from 'node:child_process';
import { mkdtempSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { promisify } from 'node:util';

export interface Flooded {
  readonly sent: number;
  readonly seconds: number;
}

export interface Flood {
  /** Packets a second that are aimed at. */
  readonly rate: number;
  readonly count: number;
  /** It ends after so many, however busy the machine is. */
  readonly seconds: number;
}

/** Builds the sender. It sends to this computer alone. */
export function flooder(): (port: number, flood: Flood) => Promise<Flooded> {
  const program = join(mkdtempSync(join(tmpdir(), 'claplight-')), 'flood');
  const source = 'tests/remotes/support/flood.c';
  const { status, stderr } = spawnSync('cc', ['-O2', '-Wall', '-o', program, source], {
    encoding: 'utf8',
  });
  if (status !== 0) throw new Error(stderr);
  const run = promisify(execFile);
  return async (port, { rate, count, seconds }) => {
    const { stdout } = await run(program, [port, rate, count, seconds].map(String));
    return JSON.parse(stdout) as Flooded;
  };
}
