/** A lineup that is followed while a session runs, and what becomes of its path: a pipe, another folder. */
import { execFileSync } from 'node:child_process';
import { mkdirSync, renameSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { setTimeout as pause } from 'node:timers/promises';
import { afterEach, expect, it } from 'vitest';
import { HostProcess } from '../support/host.ts';
import { folder } from './cli.ts';

let host: HostProcess | undefined;
afterEach(() => host?.end());

interface Followed {
  readonly running: HostProcess;
  /** The folder of the lineup, and the lineup. */
  readonly place: string;
  readonly path: string;
}

async function following(): Promise<Followed> {
  const state = folder();
  const place = join(folder(), 'talks');
  mkdirSync(place);
  const path = join(place, 'talks.csv');
  writeFileSync(path, 'speaker,title\nAda,One\nBen,Two\n');
  host = await HostProcess.start(state, { args: [path] });
  return { running: host, place, path };
}

/** Waits until the operator's page is told so. */
async function told(running: HostProcess, what: RegExp): Promise<void> {
  while (!what.test(JSON.stringify(await running.document()))) await pause(50);
}

async function answers(running: HostProcess, event: string): Promise<void> {
  expect((await running.press(event)).status).toBe(200);
  // What lies on a disk needs the threads that a pipe would keep.
  for (const path of ['/', '/operator', '/page/mirror.css', '/page/mirror.js'])
    expect((await fetch(`${running.address}${path}`)).status).toBe(200);
}

function pipeAt(path: string): void {
  execFileSync('mkfifo', [`${path}~`]);
  renameSync(`${path}~`, path);
}

it('a pipe in its place is told, and stops neither presses, pages nor the end', async () => {
  const { running, path } = await following();
  await answers(running, 'start');
  // As often as there are threads that wait for disks, and once more.
  for (let n = 0; n < 5; n += 1) {
    pipeAt(path);
    await told(running, /the saved lineup was not used: .*a pipe, a socket or a device/);
    rmSync(path);
    await told(running, /the saved lineup was not used: .*there is no such file/);
  }
  pipeAt(path);
  await answers(running, 'hold');
  rmSync(path);
  writeFileSync(path, 'speaker,title\nAda,One\nBen,Two\nCleo,Three\n');
  await told(running, /1 added/);
  pipeAt(path);
  await answers(running, 'start');
  running.child.kill('SIGTERM');
  await running.until(() => running.gone).catch(() => undefined);
  expect(running.child.exitCode).toBe(0);
}, 120_000);

it('a folder in place of its own is followed', async () => {
  const { running, place, path } = await following();
  let talks = 'speaker,title\nAda,One\nBen,Two\n';
  for (const [name, event] of [
    ['Cleo', 'start'],
    ['Dan', 'hold'],
  ] as const) {
    renameSync(place, `${place}-before-${name}`);
    mkdirSync(place);
    talks += `${name},Three\n`;
    writeFileSync(path, talks);
    await told(running, name === 'Cleo' ? /1 added/ : /2 added/);
    await answers(running, event);
  }
}, 120_000);
