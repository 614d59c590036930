/** Terminals that stand still or go away, and outputs that take nothing: the session goes on. */
import { once } from 'node:events';
import { spawn, type ChildProcess } from 'node:child_process';
import { readFileSync, readdirSync } from 'node:fs';
import { join } from 'node:path';
import { setTimeout as pause } from 'node:timers/promises';
import { afterEach, expect, it, onTestFailed } from 'vitest';
import { freePort } from '../support/free-port.ts';
import { PATH_WITH_INHIBITOR } from '../support/path.ts';
import { folder } from './cli.ts';

const TOKEN = 'a-token-for-tests';
const running: ChildProcess[] = [];
let pid = 0;
afterEach(() => {
  for (const child of running.splice(0)) child.kill('SIGKILL');
  try {
    if (pid > 0) process.kill(pid, 'SIGKILL');
  } catch {
    // It has ended in order.
  }
  pid = 0;
});

interface Run {
  readonly terminal: ChildProcess;
  readonly address: string;
  readonly state: string;
  /** What the terminal got; `ended` is set once the shell around the host has told its exit code. */
  readonly said: () => string;
  readonly code: () => string | undefined;
}

/** A host in a terminal that socat gives: a socat that is stopped reads nothing any more. */
async function inTerminal(args = '', redirect = ''): Promise<Run> {
  const state = folder();
  const port = await freePort();
  const codeFile = join(state, 'code');
  const line = `run --light none --http ${String(port)} ${args}`;
  const command = `trap '' HUP; ${process.execPath} dist/program/cli.js ${line} ${redirect} & echo $! > ${join(state, 'pid')}; wait $!; echo $? > ${codeFile}`;
  // In the foreground, so that it may read the terminal.
  const foreground = `sh -c 'echo $$ > ${join(state, 'pid')}; exec ${process.execPath} dist/program/cli.js ${line} ${redirect}'; echo $? > ${codeFile}`;
  const terminal = spawn('socat', ['-', 'SYSTEM:eval $COMMAND,pty,setsid,ctty,stderr'], {
    env: {
      ...process.env,
      TERM: 'xterm',
      PATH: PATH_WITH_INHIBITOR,
      XDG_STATE_HOME: state,
      CLAPLIGHT_TOKEN: TOKEN,
      COMMAND: args.includes('--no-screen') ? command : `trap "" HUP; ${foreground}`,
    },
  });
  running.push(terminal);
  let text = '';
  terminal.stdout.on('data', (bytes: Buffer) => (text += bytes.toString()));
  const address = `http://127.0.0.1:${String(port)}`;
  const read = (path: string): string | undefined => {
    try {
      return readFileSync(path, 'utf8').trim() || undefined;
    } catch {
      return undefined;
    }
  };
  onTestFailed(() => {
    const code = read(codeFile) ?? 'none';
    console.error(`The terminal got ${JSON.stringify(text.slice(-2000))}; exit code: ${code}`);
  });
  await until(async () => (await fetch(`${address}/api/state`)).ok);
  pid = Number(read(join(state, 'pid')));
  return { terminal, address, state, said: () => text, code: () => read(codeFile) };
}

async function until(holds: () => boolean | Promise<boolean>, within = 15_000): Promise<void> {
  const began = performance.now();
  for (;;) {
    try {
      if (await holds()) return;
    } catch {
      // Not yet.
    }
    if (performance.now() - began > within) throw new Error(`not in time: ${holds.toString()}`);
    await pause(20);
  }
}

async function press({ address }: Run, event: string, body: object = {}): Promise<number> {
  const response = await fetch(`${address}/api/${event}`, {
    method: 'POST',
    headers: { Authorization: `Bearer ${TOKEN}`, 'Content-Type': 'application/json' },
    body: JSON.stringify(body),
    signal: AbortSignal.timeout(5000),
  });
  await response.text();
  return response.status;
}

function journal(state: string): string {
  const path = join(state, 'claplight');
  const names = readdirSync(path, { recursive: true, encoding: 'utf8' });
  return readFileSync(join(path, names.find((one) => one.endsWith('.jsonl')) ?? ''), 'utf8');
}

/** Far more than a terminal's buffers hold. */
async function pressOften(run: Run): Promise<void> {
  expect(await press(run, 'start')).toBe(200);
  for (let n = 0; n < 150; n++) expect(await press(run, n % 2 === 0 ? 'hold' : 'start')).toBe(200);
}

it('a terminal that reads nothing any more stops no press, and no signal', async () => {
  const run = await inTerminal();
  await until(() => run.said().includes('[?1049h'));
  run.terminal.kill('SIGSTOP');
  await pressOften(run);
  await until(() => journal(run.state).includes('screen is stuck'));
  process.kill(pid, 'SIGTERM');
  await until(() => run.code() === '0');
  expect(journal(run.state).match(/"type":"(start|hold)"/g)).toHaveLength(151);
}, 60_000);

it('a stalled terminal that reads again shows what is true, and is given back', async () => {
  const run = await inTerminal();
  await until(() => run.said().includes('[?1049h'));
  run.terminal.kill('SIGSTOP');
  await pressOften(run);
  await until(() => journal(run.state).includes('screen is stuck'));
  run.terminal.kill('SIGCONT');
  await until(() => journal(run.state).includes('takes output again'));
  process.kill(pid, 'SIGTERM');
  await until(() => run.code() === '0');
  expect(run.said()).toContain('\x1b[?1049l');
}, 60_000);

it('Ctrl-S stops the plain log and nothing else', async () => {
  const run = await inTerminal('--no-screen');
  await until(() => run.said().includes('Projector'));
  run.terminal.stdin?.write('\x13');
  await pause(200);
  expect(await press(run, 'start')).toBe(200);
  await until(() => journal(run.state).includes('screen is stuck'));
  process.kill(pid, 'SIGTERM');
  await until(() => run.code() === '0');
}, 60_000);

it.each(['', '--no-screen'])(
  'a window that is closed aborts nothing %s',
  async (args) => {
    const run = await inTerminal(args);
    await until(() => run.said().length > 100);
    expect(await press(run, 'start')).toBe(200);
    run.terminal.kill('SIGKILL');
    // Where the hangup does not reach it, a signal ends it; one that comes while it exits would kill it.
    await until(() => run.code() !== undefined, 3000).catch(() => process.kill(pid, 'SIGTERM'));
    await until(() => run.code() !== undefined);
    expect(run.code()).toBe('0');
  },
  60_000,
);

it.each([
  ['the plain log', '--no-screen'],
  ["the journal's lines", '--json'],
])(
  '%s into a disk that is full stops nothing',
  async (_, args) => {
    const run = await inTerminal(`--no-screen ${args}`, '> /dev/full');
    expect(await press(run, 'start')).toBe(200);
    await until(() => journal(run.state).includes('what is printed is lost: the disk is full'));
    process.kill(pid, 'SIGTERM');
    await until(() => run.code() === '0');
  },
  60_000,
);

it('with no screen, no page and no podium it runs until a signal ends it', async () => {
  const args = ['run', '--light', 'none', '--no-http', '--json'];
  const child = spawn(process.execPath, ['dist/program/cli.js', ...args], {
    env: { ...process.env, PATH: PATH_WITH_INHIBITOR, XDG_STATE_HOME: folder() },
    stdio: ['ignore', 'pipe', 'ignore'],
  });
  running.push(child);
  await once(child.stdout, 'data');
  await pause(1500);
  expect(child.exitCode).toBeNull();
  child.kill('SIGTERM');
  expect(await once(child, 'exit')).toEqual([0, null]);
});
