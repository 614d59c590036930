/** Disks that are full or read-only, in a mount namespace of the host's own, and journals that vanish. */
import { spawnSync } from 'node:child_process';
import { mkdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterEach, describe, expect, it } from 'vitest';
import type { Line } from '../../host/journal/journal.ts';
import { HostProcess } from '../support/host.ts';
import { journalsIn } from '../support/killing.ts';
import { need } from '../support/need.ts';
import { folder } from './cli.ts';

let host: HostProcess | undefined;
afterEach(() => host?.end());

/** A host on a small disk of its own at `state`, mounted with `options`. */
async function onDisk(state: string, options: string, light = 'none'): Promise<HostProcess> {
  const mount = `mount -t tmpfs -o size=256k,${options} tmpfs "${state}" && exec "$@"`;
  const under = ['unshare', '-rm', 'sh', '-c', mount, 'sh'];
  host = await HostProcess.start(state, { under, light });
  return host;
}

/** The folder as the host sees it. */
const inside = ({ child }: HostProcess, path: string): string =>
  `/proc/${String(child.pid)}/root${path}`;

function fill(disk: string): void {
  const name = join(disk, 'filler');
  writeFileSync(name, '');
  for (const size of [64 * 1024, 4096, 1])
    for (;;) {
      try {
        writeFileSync(name, Buffer.alloc(size), { flag: 'a' });
      } catch {
        break;
      }
      if (size === 1) break;
    }
}

function journalOf(state: string): Line[] {
  const text = readFileSync(journalsIn(state)[0] ?? '', 'utf8');
  expect(text.endsWith('\n')).toBe(true);
  return text
    .trim()
    .split('\n')
    .map((line) => JSON.parse(line) as Line);
}

const said = (one: HostProcess, what: RegExp): Promise<void> =>
  one.until(() => one.out.some((line) => what.test(line)));

function expectWhole(lines: readonly Line[], ...events: readonly string[]): void {
  expect(lines.map(({ seq }) => seq)).toEqual(lines.map((_, i) => i + 1));
  expect(lines.map(({ type }) => type).filter((type) => events.includes(type))).toEqual(events);
}

const namespaces = spawnSync('unshare', ['-rm', 'true']).status === 0;

need(
  'mount namespaces',
  'allow unshare -rm',
  namespaces,
)('a disk', () => {
  it('that is full stops nothing, and has whole lines when there is room again', async () => {
    const state = folder();
    const running = await onDisk(state, 'rw');
    const disk = inside(running, state);
    fill(disk);
    // Lines are short, and the last block of the file has room for some.
    for (const event of ['start', 'hold', 'start', 'finish', 'back', 'start', 'hold', 'start'])
      for (let more = 0; more < 3; more++)
        expect((await running.press(more === 0 ? event : 'reopen')).status).toBe(
          more === 0 ? 200 : 409,
        );
    await said(running, /warning +the journal cannot be written: the disk is full/);
    expect(await running.state()).toMatchObject({ state: 'running', talk: 0 });
    rmSync(join(disk, 'filler'));
    await said(running, /notice +the journal works again/);
    const lines = journalOf(disk);
    const events = ['start', 'hold', 'start', 'finish', 'back', 'start', 'hold', 'start'];
    expectWhole(lines, ...events);
  });

  it.each(['none', 'virtual'])(
    'that is read-only stops nothing, with light "%s"',
    async (light) => {
      const state = folder();
      const running = await onDisk(state, 'ro', light);
      await said(running, /warning +the journal cannot be written: the disk is read-only/);
      expect((await running.press('start')).status).toBe(200);
      const enter = ['-t', String(running.child.pid), '-m', '-U', '--preserve-credentials'];
      const remount = ['mount', '-o', 'remount,rw', state];
      expect(spawnSync('nsenter', [...enter, ...remount]).status).toBe(0);
      await said(running, /notice +the journal works again/);
      expectWhole(journalOf(inside(running, state)), 'session', 'start');
    },
  );
});

describe('a journal', () => {
  it('that is deleted with its folder is written anew, and the session can go on from it', async () => {
    const state = folder();
    const running = (host = await HostProcess.start(state));
    await running.press('start');
    rmSync(join(state, 'claplight'), { recursive: true });
    await running.press('grant', { amount: 30_000 });
    await said(running, /notice +the journal had been deleted and was written again/);
    expectWhole(journalOf(state), 'session', 'start', 'grant');
    await running.end();
    host = await HostProcess.start(state);
    expect(await host.state()).toMatchObject({ state: 'running', talk: 0, granted: 30_000 });
  });

  it('that says of its folders that they are not there stops nothing', async () => {
    const args = ['--journal', '/proc/nowhere/journal'];
    const running = (host = await HostProcess.start(folder(), { args }));
    await said(running, /warning +the journal cannot be written/);
    expect((await running.press('start')).status).toBe(200);
  });

  it('that is a folder is refused, with a sentence', async () => {
    const state = folder();
    const path = join(state, 'journal');
    mkdirSync(path);
    await expect(HostProcess.start(state, { args: ['--journal', path] })).rejects.toThrow(
      /journal: this is a folder: name another file with --journal/,
    );
  });
});
