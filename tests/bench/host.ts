/** Start, memory and latency of the host as a whole process. */
import { spawn, spawnSync, type ChildProcess } from 'node:child_process';
import { appendFileSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import { setTimeout as pause } from 'node:timers/promises';
import { median, type Row } from './row.ts';

const CLI = 'dist/program/cli.js';

const took = (args: readonly string[]): number => {
  const from = performance.now();
  spawnSync(process.execPath, args, { stdio: 'ignore' });
  return performance.now() - from;
};

/** `claplight --version` against an empty program of Node's, in turn, so that noise hits both. */
export function version(): Row[] {
  const ratios = Array.from({ length: 11 }, () => took([CLI, '--version']) / took(['-e', '0']));
  return [
    {
      name: 'claplight --version, against node -e 0',
      value: median(ratios),
      unit: '×',
      target: '<= 2',
    },
  ];
}

/** From the start of the process to the first lamp that the virtual podium lights. */
export async function firstLamp(): Promise<Row[]> {
  const times: number[] = [];
  for (let i = 0; i < 5; i++) {
    const state = mkdtempSync(join(tmpdir(), 'claplight-'));
    const from = performance.now();
    const child = session(['--light', 'virtual'], state);
    await firstLine(child);
    times.push((performance.now() - from) / 1000);
    await ended(child);
    rmSync(state, { recursive: true });
  }
  return [
    {
      name: 'process start to first lamp lit, run --light virtual --no-screen',
      value: median(times),
      unit: 's',
      target: '<= 1.2',
    },
  ];
}

/** A journal of a million lines, read as a session that goes on reads it, in a process of its own. */
export function longJournal(): Row[] {
  const folder = mkdtempSync(join(tmpdir(), 'claplight-'));
  const path = join(folder, 'journal.jsonl');
  const line = { time: '2026-05-15T17:30:00.000Z', up: 1, ms: 0 };
  const talks = [{ id: 1, speaker: 'Samir', title: 'Data' }];
  const first = [
    { seq: 1, ...line, type: 'session', what: 'begin', light: 'none' },
    { seq: 2, ...line, type: 'lineup', what: 'begin', talks },
  ];
  writeFileSync(path, first.map((one) => `${JSON.stringify(one)}\n`).join(''));
  const stage = { state: 'running', now: 0, elapsed: 1000, granted: 0, request: 'a-request-id' };
  for (let from = 3; from < 1_000_000; from += 1000) {
    const numbers = Array.from({ length: 1000 }, (_, i) => from + i);
    const lines = numbers.map((seq) =>
      JSON.stringify({ seq, ...line, type: 'grant', rev: 1, ...stage }),
    );
    appendFileSync(path, `${lines.join('\n')}\n`);
  }
  const code = `const { readSession } = await import('./dist/host/commands/read-session.js');
    const from = performance.now();
    readSession(process.argv[1]);
    console.log((performance.now() - from) / 1000, process.resourceUsage().maxRSS / 1024);`;
  const args = ['--input-type=module', '-e', code, path];
  const { stdout } = spawnSync(process.execPath, args, { encoding: 'utf8' });
  rmSync(folder, { recursive: true });
  const [time = NaN, memory = NaN] = stdout.trim().split(' ').map(Number);
  const name = 'a journal of 1,000,000 lines read to go on';
  return [
    { name: `${name}, time`, value: time, unit: 's' },
    { name: `${name}, memory at most`, value: memory, unit: 'MB', target: '<= 150' },
  ];
}

/** Resident memory ten seconds into a session, with the web server. */
export async function memory(): Promise<Row[]> {
  const rows: Row[] = [];
  for (const [light, target] of [
    ['none', '<= 85'],
    ['virtual', '<= 120'],
  ] as const) {
    const state = mkdtempSync(join(tmpdir(), 'claplight-'));
    const child = session(['--light', light, '--http', '0'], state);
    await firstLine(child);
    await pause(10_000);
    const name = `resident memory, running, --light ${light}`;
    rows.push({ name, value: residentOf(child), unit: 'MB', target });
    await ended(child);
    rmSync(state, { recursive: true });
  }
  return rows;
}

function session(more: readonly string[], state: string): ChildProcess {
  const args = [CLI, 'run', '--no-screen', '--json', '--fresh', ...more];
  if (!more.includes('--http')) args.push('--no-http');
  const env = { ...process.env, XDG_STATE_HOME: state };
  return spawn(process.execPath, args, { stdio: ['ignore', 'pipe', 'inherit'], env });
}

async function firstLine({ stdout }: ChildProcess): Promise<void> {
  if (!stdout) throw new Error('the session has no output');
  for await (const _ of createInterface({ input: stdout })) return;
}

const residentOf = ({ pid }: ChildProcess): number =>
  Number(/VmRSS:\s*(\d+)/.exec(readFileSync(`/proc/${String(pid)}/status`, 'utf8'))?.[1]) / 1000;

function ended(child: ChildProcess): Promise<void> {
  return new Promise((resolve) => {
    child.once('exit', () => {
      resolve();
    });
    child.kill('SIGTERM');
  });
}
