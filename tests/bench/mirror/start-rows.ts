/** From the start of the process to the first answer of its web server. */
import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as pause } from 'node:timers/promises';
import { freePort } from '../../support/free-port.ts';
import { median, type Row } from '../row.ts';

const STARTS = 7;
const PATIENCE = 10_000;

export async function start(): Promise<Row[]> {
  const times: number[] = [];
  for (let i = 0; i < STARTS; i++) times.push((await firstAnswer(await freePort())) / 1000);
  return [
    { name: 'start to first answer, p50', value: median(times), unit: 's', target: '<= 0.4' },
  ];
}

async function firstAnswer(port: number): Promise<number> {
  const state = mkdtempSync(join(tmpdir(), 'claplight-'));
  const args = ['run', '--light', 'none', '--no-screen', '--http', String(port)];
  const from = performance.now();
  const child = spawn(process.execPath, ['dist/program/cli.js', ...args], {
    stdio: 'ignore',
    env: { ...process.env, XDG_STATE_HOME: state },
  });
  const answered = await answers(port, from + PATIENCE);
  const took = answered ? performance.now() - from : Infinity;
  child.kill('SIGKILL');
  await once(child, 'exit');
  rmSync(state, { recursive: true });
  return took;
}

async function answers(port: number, until: number): Promise<boolean> {
  while (performance.now() < until) {
    const response = await fetch(`http://127.0.0.1:${String(port)}/api/state`).catch(
      () => undefined,
    );
    if (response?.ok === true) return true;
    await pause(4);
  }
  return false;
}
