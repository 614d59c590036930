/** What remotes cost those who have none, and a flood of OSC those who have. */
import { execFileSync, spawn, type ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import {
  cpSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  rmSync,
  symlinkSync,
  writeFileSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { setTimeout as pause } from 'node:timers/promises';
import { createInterface } from 'node:readline';
import { flooder } from '../remotes/support/flood.ts';
import { HostProcess } from '../support/host.ts';
import { median, percentile, type Row } from './row.ts';

const PAIRS = 11;
/** A start that takes longer than that never comes. In ms. */
const LONGEST = 30_000;

/** `run` with no remote, against the same program that knows none, in turn, so that noise hits both. */
export async function none(): Promise<Row[]> {
  const { root, cli: bare } = withoutRemotes();
  const pairs: { readonly ours: Started; readonly bare: Started }[] = [];
  for (let i = 0; i < PAIRS; i++)
    pairs.push({ ours: await started('dist/program/cli.js'), bare: await started(bare) });
  rmSync(root, { recursive: true });
  const ratio = (of: (one: Started) => number): number =>
    median(pairs.map(({ ours, bare: other }) => of(ours) / of(other)));
  const name = 'run without remotes, against a program that knows none:';
  return [
    { name: `${name} time`, value: ratio(({ ms }) => ms), unit: '×', target: '<= 1.1' },
    { name: `${name} processor`, value: ratio(({ cpu }) => cpu), unit: '×', target: '<= 1.1' },
    { name: `${name} memory`, value: ratio(({ memory }) => memory), unit: '×', target: '<= 1.05' },
  ];
}

interface Started {
  /** To where it waits for the first press. */
  readonly ms: number;
  /** Ticks of the processor's clock until then. */
  readonly cpu: number;
  /** kB. */
  readonly memory: number;
}

/** A copy of the program from which all of it was taken out but the names of the flags. */
function withoutRemotes(): { readonly root: string; readonly cli: string } {
  const root = mkdtempSync(join(tmpdir(), 'claplight-'));
  const own = ['.ci', 'host', 'protocol', 'dist/pages'];
  for (const name of own) cpSync(name, join(root, name), { recursive: true });
  for (const name of readdirSync('.'))
    if (!name.startsWith('.') && ![...own, 'dist'].includes(name))
      symlinkSync(resolve(name), join(root, name));
  const asking = join(root, 'host/commands/remotes.ts');
  const names = readFileSync(asking, 'utf8').matchAll(/^export (?:async )?function (\w+)/gm);
  const stubs = [...names].map(([, name = '']) => `export const ${name} = () => [];\n`);
  writeFileSync(asking, stubs.join(''));
  execFileSync(process.execPath, [join(root, '.ci/assemble.js')]);
  return { root, cli: join(root, 'dist/program/cli.js') };
}

async function started(cli: string): Promise<Started> {
  const state = mkdtempSync(join(tmpdir(), 'claplight-'));
  const from = performance.now();
  const args = [cli, 'run', '--light', 'none', '--http', '0', '--no-screen', '--fresh'];
  const child = spawn(process.execPath, args, {
    stdio: ['ignore', 'pipe', 'ignore'],
    env: { ...process.env, XDG_STATE_HOME: state },
  });
  const slow = setTimeout(() => child.kill('SIGKILL'), LONGEST);
  await first(child, /^Projector: /);
  clearTimeout(slow);
  const ms = performance.now() - from;
  const cpu = ticksOf(child);
  await pause(500);
  const memory = residentOf(child);
  child.kill('SIGKILL');
  await once(child, 'exit');
  rmSync(state, { recursive: true });
  return { ms, cpu, memory };
}

async function first({ stdout }: ChildProcess, pattern: RegExp): Promise<void> {
  if (!stdout) throw new Error('it has no output');
  for await (const line of createInterface({ input: stdout })) if (pattern.test(line)) return;
  throw new Error('it ended before it began');
}

const residentOf = ({ pid }: ChildProcess): number =>
  Number(/VmRSS:\s*(\d+)/.exec(readFileSync(`/proc/${String(pid)}/status`, 'utf8'))?.[1]);

/** Of the process and its threads, in hundredths of a second. */
function ticksOf({ pid }: ChildProcess): number {
  const fields = readFileSync(`/proc/${String(pid)}/stat`, 'utf8')
    .replace(/^.*\) /, '')
    .split(' ');
  return Number(fields[11]) + Number(fields[12]);
}

const RATE = 100_000;
const SECONDS = 10;

/** A hundred thousand packets a second, while somebody presses by HTTP. */
export async function flood(): Promise<Row[]> {
  const state = mkdtempSync(join(tmpdir(), 'claplight-'));
  const host = await HostProcess.start(state, { args: ['--fresh', '--osc', '0'] });
  const told = (): number => Number(/OSC: UDP port (\d+)/.exec(host.out.join('\n'))?.[1]);
  await host.until(() => told() > 0);
  const port = told();
  const flooding = flooder()(port, { rate: RATE, count: RATE * SECONDS, seconds: 2 * SECONDS });
  const [memory, ticks] = [residentOf(host.child), ticksOf(host.child)];
  const waits: number[] = [];
  const over = flooding.then(() => true);
  while (!(await Promise.race([over, pause(100, false)]))) {
    const from = performance.now();
    const { status } = await host.press(waits.length % 2 === 0 ? 'hold' : 'start');
    if (status !== 200 && status !== 409) throw new Error(`refused with ${String(status)}`);
    waits.push(performance.now() - from);
  }
  const { sent, seconds } = await flooding;
  const cpu = ticksOf(host.child) - ticks;
  const grown = (residentOf(host.child) - memory) / 1000;
  const { state: still } = await host.state();
  await host.end();
  rmSync(state, { recursive: true });
  if (still === 'closed') throw new Error('the flood did something');
  return [
    {
      name: 'OSC packets that were sent in a second, to see what a flood does',
      value: sent / seconds,
      unit: '',
      target: `>= ${String(0.95 * RATE)}`,
    },
    { name: '  of a core, meanwhile, for the session', value: cpu / seconds, unit: '%' },
    { name: '  a press by HTTP meanwhile, p99', value: percentile(waits, 99), unit: 'ms' },
    { name: '  more memory afterwards', value: grown, unit: 'MB', target: '<= 20' },
  ];
}
