/** A disk that takes its time, by a library that holds up the host's own calls: only who must, waits. */
import { existsSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { setTimeout as pause } from 'node:timers/promises';
import { afterEach, expect, it } from 'vitest';
import type { Line } from '../../host/journal/journal.ts';
import { HostProcess, type Answered } from '../support/host.ts';
import { need } from '../support/need.ts';
import { makeSlowDisk, type SlowDisk } from '../support/shim.ts';
import { folder } from './cli.ts';

/** Until the test lets it go on. */
const STANDS = 600_000;

let host: HostProcess | undefined;
let disk: SlowDisk | undefined;
afterEach(async () => {
  disk?.set(0);
  await host?.end();
});

interface Slow {
  readonly running: HostProcess;
  readonly disk: SlowDisk;
  readonly lines: () => Line[];
}

/** `light`: a virtual podium keeps its EEPROM on the same disk. */
async function onSlowDisk(light: string, lineup?: string): Promise<Slow> {
  const state = folder();
  const journal = join(state, 'journal.jsonl');
  const slow = (disk = makeSlowDisk(state));
  const file = join(state, 'lineup.txt');
  if (lineup !== undefined) writeFileSync(file, lineup);
  const args = [...(lineup === undefined ? [] : [file]), '--journal', journal];
  const running = (host = await HostProcess.start(state, { light, args, env: slow.env }));
  const lines = (): Line[] =>
    readFileSync(journal, 'utf8')
      .split('\n')
      .flatMap((line) => (line === '' ? [] : [JSON.parse(line) as Line]));
  return { running, disk: slow, lines };
}

/** Presses, and tells whether the answer has come. */
function pressed(
  running: HostProcess,
  event: string,
  body: Readonly<Record<string, unknown>>,
): { readonly answer: Promise<Answered>; readonly answered: () => boolean } {
  let done = false;
  const answer = running.press(event, body).finally(() => (done = true));
  return { answer, answered: () => done };
}

const slowly = /warning +the disk is slow/;

need('cc', 'apt install gcc')('a disk that stands still', () => {
  it.each(['none', 'virtual'])(
    'holds up the answer to a press and nothing else, with light "%s"',
    async (light) => {
      const { running, disk, lines } = await onSlowDisk(light);
      expect((await running.press('start')).status).toBe(200);
      const before = lines().length;
      disk.set(STANDS);
      const first = pressed(running, 'hold', { request: 'first' });
      await until(async () => (await running.state()).state === 'held');
      // Everybody sees it, the podium has it, and the next one is carried out.
      const { rev } = await running.state();
      const second = pressed(running, 'start', { request: 'second', rev });
      await until(async () => (await running.state()).state === 'running');
      await running.until(() => running.out.some((line) => slowly.test(line)));
      expect((await fetch(`${running.address}/api/time`)).status).toBe(200);
      expect((await fetch(`${running.address}/`)).status).toBe(200);
      expect(JSON.stringify(await running.document())).toContain('the disk is slow');
      expect(await running.press('finish', { rev, request: 'late' })).toMatchObject({
        status: 409,
        code: 'stale',
      });
      expect((await running.press('practise', { signal: 1 })).status).toBe(409);
      expect([first.answered(), second.answered()]).toEqual([false, false]);
      expect(lines()).toHaveLength(before);
      // Sent again, it waits for the same line and counts once.
      const again = pressed(running, 'hold', { request: 'first' });
      disk.set(0);
      expect(await first.answer).toMatchObject({ status: 200, rev });
      expect(await second.answer).toMatchObject({ status: 200, rev: rev + 1 });
      expect(await again.answer).toEqual(await first.answer);
      const events = lines().filter(({ request }) => request !== undefined);
      expect(events.map(({ type, request }) => [type, request])).toEqual([
        ['hold', 'first'],
        ['start', 'second'],
      ]);
    },
  );

  it('holds up no virtual podium, which keeps its EEPROM there', async () => {
    const { running, disk } = await onSlowDisk('virtual');
    expect((await running.press('start')).status).toBe(200);
    disk.set(STANDS);
    // The podium writes down that the talk is over, and which is next.
    for (const [event, shown] of [
      ['finish', 'standby'],
      ['start', 'running'],
      ['finish', 'standby'],
    ] as const) {
      void running.press(event).catch(() => undefined);
      await until(async () => (await running.state()).state === shown);
    }
    expect(await running.state()).toMatchObject({ talk: 2 });
  });

  it('holds up nobody when the session closes and its report is filed', async () => {
    const { running, disk } = await onSlowDisk('none', 'Ada - Engines\n');
    expect((await running.press('start')).status).toBe(200);
    disk.set(STANDS);
    const last = pressed(running, 'finish', {});
    await until(async () => (await running.state()).state === 'closed');
    expect((await fetch(`${running.address}/api/time`)).status).toBe(200);
    const again = pressed(running, 'reopen', { request: 'again' });
    await until(async () => (await running.state()).state === 'standby');
    disk.set(0);
    expect([(await last.answer).status, (await again.answer).status]).toEqual([200, 200]);
    await running.end('SIGTERM');
    expect(running.out.join('\n')).toMatch(/^Report: +\S+report\.html$/m);
  });

  it('has what was answered when the program is killed, and never what was not told', async () => {
    const { running, disk, lines } = await onSlowDisk('none');
    expect((await running.press('start', { request: 'a' })).status).toBe(200);
    disk.set(STANDS);
    const lost = running.press('hold', { request: 'b' }).catch(() => undefined);
    await until(async () => (await running.state()).state === 'held');
    await running.end();
    expect(await lost).toBeUndefined();
    expect(lines().flatMap(({ request }) => request ?? [])).toEqual(['a']);
  });

  it('is waited for in the end, for a bounded time, and then it is told', async () => {
    const { running, disk, lines } = await onSlowDisk('none');
    expect((await running.press('start')).status).toBe(200);
    disk.set(STANDS);
    running.child.kill('SIGTERM');
    await pause(500);
    expect(running.gone).toBe(false);
    disk.set(0);
    await running.until(() => running.gone).catch(() => undefined);
    expect(running.child.exitCode).toBe(0);
    expect(lines().at(-1)).toMatchObject({ type: 'session', what: 'stop' });
  });

  it('is waited for in the end until the report is there, and what is said of it', async () => {
    const { running, disk } = await onSlowDisk('none', 'Ada - Engines\n');
    expect((await running.press('start')).status).toBe(200);
    // Some ten calls for each file: longer than a process waits for whoever reads nothing.
    disk.set(150);
    await running.end('SIGINT');
    const said = running.out.join('\n');
    const page = /^Report: +(\S+report\.html)$/m.exec(said)?.[1] ?? '';
    expect(said).toContain('0 talks given, 1 on');
    expect(existsSync(page) && existsSync(page.replace(/html$/, 'csv'))).toBe(true);
  });

  it('that never goes on does not keep the program', async () => {
    const { running, disk } = await onSlowDisk('none');
    disk.set(STANDS);
    running.child.kill('SIGTERM');
    await running.until(() => running.gone).catch(() => undefined);
    expect(running.child.signalCode).toBe('SIGKILL');
    expect(running.err.join('\n')).toMatch(/did not take the end of the journal within 10 seconds/);
  }, 30_000);
});

async function until(holds: () => Promise<boolean>): Promise<void> {
  while (!(await holds())) await pause(10);
}
