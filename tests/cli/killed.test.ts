import { spawn, type ChildProcess } from 'node:child_process';
import { appendFileSync, readFileSync } from 'node:fs';
import { createInterface } from 'node:readline';
import { afterEach, describe, expect, it } from 'vitest';
import { journalsIn } from '../support/killing.ts';
import { folder } from './cli.ts';

const TOKEN = 'a-token-for-tests';
const children: ChildProcess[] = [];

afterEach(() => {
  for (const child of children.splice(0)) child.kill('SIGKILL');
});

interface Running {
  readonly child: ChildProcess;
  readonly address: string;
  readonly said: string[];
}

/** A session in a process of its own, up to the moment when its pages can be asked. */
async function run(state: string, light: string, ...more: readonly string[]): Promise<Running> {
  const args = [
    'dist/program/cli.js',
    'run',
    '--light',
    light,
    '--http',
    '0',
    '--no-screen',
    ...more,
  ];
  const env = { ...process.env, XDG_STATE_HOME: state, CLAPLIGHT_TOKEN: TOKEN };
  const child = spawn(process.execPath, args, { env, stdio: ['ignore', 'pipe', 'pipe'] });
  children.push(child);
  const said: string[] = [];
  child.stderr.on('data', (bytes: Buffer) => said.push(bytes.toString()));
  for await (const line of createInterface({ input: child.stdout })) {
    const address = /^Projector: (http:\S+?)\/(,|$)/.exec(line)?.[1];
    if (address !== undefined) return { child, address, said };
  }
  throw new Error(`it ended: ${said.join('')}`);
}

interface State {
  readonly state: string;
  readonly talk: number;
  readonly position: number;
}

const stateOf = async ({ address }: Running): Promise<State> =>
  (await (await fetch(`${address}/api/state`)).json()) as State;

async function press({ address }: Running, event: string): Promise<void> {
  const headers = { Authorization: `Bearer ${TOKEN}`, 'Content-Type': 'application/json' };
  const answer = await fetch(`${address}/api/${event}`, { method: 'POST', headers, body: '{}' });
  expect(answer.status, await answer.text()).toBe(200);
}

const ended = (child: ChildProcess): Promise<void> =>
  new Promise((resolve) => {
    child.once('exit', () => {
      resolve();
    });
  });

async function kill({ child }: Running, signal: NodeJS.Signals): Promise<void> {
  const gone = ended(child);
  child.kill(signal);
  await gone;
}

describe.each(['none', 'virtual'])('a session with the light "%s" that is killed', (light) => {
  it('goes on in the middle of the same talk, with the time that passed', async () => {
    const state = folder();
    const first = await run(state, light);
    await press(first, 'skip');
    await press(first, 'start');
    const before = await stateOf(first);
    const killed = performance.now();
    await kill(first, 'SIGKILL');
    const again = await run(state, light);
    const after = await stateOf(again);
    const passed = performance.now() - killed;
    expect(after).toMatchObject({ state: 'running', talk: 1 });
    expect(after.position).toBeGreaterThan(before.position);
    // The machine's uptime is known to 10 ms, and asking takes a while on both sides.
    expect(after.position).toBeLessThan(before.position + passed + 500);
    expect(again.said.join('')).toMatch(/Resuming the session .*talk 2 of 12, running/);
  }, 60_000);
});

describe('a session that ended in order', () => {
  it('is not revived, and one cut off in the middle of a line is, without it', async () => {
    const state = folder();
    const first = await run(state, 'none');
    await press(first, 'start');
    await press(first, 'finish');
    await kill(first, 'SIGINT');
    const second = await run(state, 'none');
    expect((await stateOf(second)).state).toBe('standby');
    await press(second, 'start');
    await kill(second, 'SIGKILL');
    const newest = journalsIn(state).at(-1) ?? '';
    appendFileSync(newest, '{"seq":99,"time":"20');
    const third = await run(state, 'none');
    expect((await stateOf(third)).state).toBe('running');
    expect(third.said.join('')).toContain(
      'The last line of its journal was cut off and is ignored.',
    );
    expect(readFileSync(newest, 'utf8')).not.toContain('"seq":99,"time":"20{');
  }, 60_000);

  it('with --fresh is begun anew', async () => {
    const state = folder();
    const first = await run(state, 'none');
    await press(first, 'start');
    await kill(first, 'SIGKILL');
    const second = await run(state, 'none', '--fresh');
    expect((await stateOf(second)).state).toBe('standby');
  }, 60_000);
});
