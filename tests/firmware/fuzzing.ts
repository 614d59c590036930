/** libFuzzer on the firmware compiled for the PC, under ASan and UBSan. */
import { spawn, spawnSync } from 'node:child_process';
import { once } from 'node:events';
import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

const BUILT = 'firmware/build/pc';
const HERE = 'tests/firmware';

/** Builds a target of the Makefile; throws with the compiler's words where it does not compile. */
function make(target: string): string {
  const built = spawnSync('make', ['-s', '-C', HERE, target], { encoding: 'utf8' });
  if (built.status !== 0) throw new Error(built.stderr);
  return built.stdout;
}

export interface Fuzzed {
  readonly lines: number;
  /** 1 if it stopped at a finding. */
  readonly findings: 0 | 1;
  /** Its last words. */
  readonly said: string;
}

/** Sends at least so many lines, from the seeds on; inputs that reach something new are forgotten. */
export async function fuzz(lines: number, seed: number): Promise<Fuzzed> {
  make('fuzz');
  const args = [`-dict=${HERE}/pieces.txt`, `-seed=${String(seed)}`, '-max_len=512'];
  // It writes what it keeps into the first folder.
  const kept = mkdtempSync(join(tmpdir(), 'claplight-fuzz-'));
  // Every input counts alike: lines are worth more than choosing among them.
  args.push('-entropic=0', '-artifact_prefix=/dev/null', kept, `${HERE}/seeds`);
  const child = spawn(`${BUILT}/fuzz`, args, {
    env: { ...process.env, FUZZ_LINES: String(lines) },
    stdio: ['ignore', 'ignore', 'pipe'],
  });
  let said = '';
  child.stderr.setEncoding('latin1').on('data', (part: string) => {
    said = (said + part).slice(-10_000);
  });
  const [code] = (await once(child, 'close')) as [number | null];
  rmSync(kept, { recursive: true });
  const sent = /(\d+) lines, /.exec(said)?.[1];
  return { lines: Number(sent ?? 0), findings: code === 0 ? 0 : 1, said };
}

interface Export {
  readonly data: readonly [{ readonly functions: readonly { name: string; count: number }[] }];
}

/** Functions of the firmware that none of the seeds reaches. */
export function unreached(): string[] {
  make('coverage');
  const { data } = JSON.parse(readFileSync(`${BUILT}/seen.json`, 'utf8')) as Export;
  return data[0].functions.filter(({ count }) => count === 0).map(({ name }) => plain(name));
}

/** `button.cpp:_ZL4testR6Buttont` is `test`: a linker's name tells how long the plain one is. */
function plain(name: string): string {
  const [, length, rest = name] = /_ZL?(\d+)(.*)/.exec(name) ?? [];
  return rest.slice(0, Number(length ?? rest.length));
}
