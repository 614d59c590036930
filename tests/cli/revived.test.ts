/** What becomes of an older session when the host is started again, and of two hosts at once. */
import { closeSync, openSync, readFileSync } from 'node:fs';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { defaultImage } from '../../host/emulator/files.ts';
import { Rig } from '../light/rig.ts';
import { HostProcess, type HostOptions } from '../support/host.ts';
import { age, journalIn, journalsIn } from '../support/killing.ts';
import { need } from '../support/need.ts';
import { file, folder } from './cli.ts';

const hosts: HostProcess[] = [];
let state = '';
beforeEach(() => {
  state = folder();
});
afterEach(async () => {
  for (const host of hosts.splice(0)) await host.end();
});

async function start(options: HostOptions = {}): Promise<HostProcess> {
  const host = await HostProcess.start(state, options);
  hosts.push(host);
  return host;
}

const journals = (): string[] => journalsIn(state);

/** A session with a talk on, killed. */
async function killed(options: HostOptions = {}): Promise<void> {
  const host = await start(options);
  expect((await host.press('start')).status).toBe(200);
  await host.end();
}

const OTHER = 'Somebody - Another talk\n';

describe('a session that was killed', () => {
  it('goes on unasked when its last line is less than ten minutes old', async () => {
    await killed();
    age(state, 9 * 60);
    const host = await start();
    expect(await host.state()).toMatchObject({ state: 'running', over: true });
    expect(host.err.join()).toMatch(/^Resuming the session/);
  });

  it('is named when it is older, with what brings it back, which does', async () => {
    await killed();
    age(state, 11 * 60);
    // What is in the way of any session is said first, and alone.
    const { err } = await HostProcess.refused(state, { light: '/dev/none-such' });
    expect(err).toContain('/dev/none-such: there is no such port');
    expect(err).not.toContain('unfinished');
    const fresh = await start();
    expect((await fresh.state()).state).toBe('standby');
    expect(fresh.err.join()).toMatch(/There is an unfinished session: .* --resume continues it/);
    const [first = ''] = journals();
    await fresh.end();
    const old = await start({ args: ['--journal', first, '--resume'] });
    expect((await old.state()).state).toBe('running');
  });

  it('is named when the lineup is another one', async () => {
    await killed();
    const fresh = await start({ args: [file('other.txt', OTHER)] });
    expect((await fresh.state()).state).toBe('standby');
    expect(fresh.err.join()).toContain('--resume continues it');
  });

  it('goes on after another host has been refused its light, with no trace of that', async () => {
    const first = await start();
    await first.press('start');
    const refused = await HostProcess.refused(state, {
      light: '/dev/none-such',
      args: ['--fresh'],
    });
    expect(refused.code).toBe(3);
    expect(journals()).toHaveLength(1);
    await first.end();
    expect((await (await start()).state()).state).toBe('running');
  });
});

describe('a session that ended in order', () => {
  it('between talks says so in its journal, and goes on only with --resume', async () => {
    const first = await start();
    await first.press('skip');
    await first.end('SIGINT');
    expect(first.child.exitCode).toBe(0);
    expect(journalIn(state).at(-1)).toMatchObject({ type: 'session', what: 'end' });
    const again = await start({ args: ['--resume'] });
    expect(await again.state()).toMatchObject({ state: 'standby', talk: 1 });
    await again.end('SIGINT');
    expect(await (await start()).state()).toMatchObject({ state: 'standby', talk: 0 });
  });

  it('in the middle of a talk is not over, and says how to go on', async () => {
    const first = await start();
    await first.press('start');
    await first.end('SIGINT');
    expect(journalIn(state).at(-1)).toMatchObject({ type: 'session', what: 'stop' });
    expect(first.err.join()).toContain('The talk is not over: start Claplight again');
    expect((await (await start()).state()).state).toBe('running');
  });
});

describe('a second host', () => {
  it.each([
    ['of the same lineup', []],
    ['that asks for the same journal', ['--fresh', '--journal', 'JOURNAL']],
    ['that would go on with it', ['--resume']],
  ])('%s is refused, and changes nothing', async (_, args) => {
    const first = await start();
    await first.press('start');
    const path = journals()[0] ?? '';
    const before = readFileSync(path, 'utf8');
    const named = args.map((arg) => (arg === 'JOURNAL' ? path : arg));
    const { code, err } = await HostProcess.refused(state, { args: named });
    expect(code).toBe(2);
    expect(err).toContain(`another Claplight (process ${String(first.child.pid)})`);
    expect(readFileSync(path, 'utf8')).toBe(before);
    expect(journals()).toHaveLength(1);
  });
});

need('socat', 'apt install socat')('a podium', () => {
  let rig: Rig;
  let held: number;
  beforeEach(async () => {
    rig = await Rig.of(defaultImage());
    // A pseudo terminal that nobody has open hangs up, which no USB port does.
    held = openSync(rig.path, 'r+');
  });
  afterEach(async () => {
    closeSync(held);
    await rig.close();
  });

  it('refuses a second host, but not the one after a kill', async () => {
    const light = rig.path;
    await killed({ light });
    const second = await start({ light });
    expect((await second.state()).state).toBe('running');
    const refused = await HostProcess.refused(folder(), { light });
    expect(refused.code).toBe(3);
    expect(refused.err).toMatch(/another program has it open/);
    expect((await second.press('hold')).status).toBe(200);
  });

  it('is reset by a fresh session, too', async () => {
    const CHANGEOVER = 3;
    const light = rig.path;
    await killed({ light });
    expect(rig.lamps).toBe(1);
    const fresh = await start({ light, args: ['--fresh'] });
    expect(await fresh.state()).toMatchObject({ state: 'standby', talk: 0 });
    await rig.until('the changeover shows', () => rig.lamps === CHANGEOVER);
  });
});
