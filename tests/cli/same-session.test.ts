/** A session that goes on after a crash is the same one in all that makes it what it is. */
import { linkSync, readFileSync, readdirSync, renameSync, writeFileSync } from 'node:fs';
import { uptime } from 'node:os';
import { dirname, join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import type { OperatorDocument } from '../../host/page/document.ts';
import { HostProcess, type HostOptions } from '../support/host.ts';
import { journalIn, journalsIn } from '../support/killing.ts';
import { file, folder } from './cli.ts';

const hosts: HostProcess[] = [];
let state = '';
beforeEach(() => {
  state = folder();
});
afterEach(async () => {
  for (const host of hosts.splice(0)) await host.end();
});

async function start(options: HostOptions): Promise<HostProcess> {
  const host = await HostProcess.start(state, options);
  hosts.push(host);
  return host;
}

const lineup = (name: string): string => file(name, 'Samir - Data\nChuk - Nets\nLukas - Rust\n');

describe('a session that goes on', () => {
  it('refuses what contradicts it, with a sentence, and takes what does not', async () => {
    const args = [lineup('a.txt'), '--rules', 'toastmasters-5-7'];
    const first = await start({ args });
    await first.press('start');
    await first.end();
    const refused = await HostProcess.refused(state, { args: [args[0] ?? '', '--rules', 'clap'] });
    expect(refused.code).toBe(2);
    expect(refused.err).toContain('has the rules "toastmasters-5-7": leave out --rules clap');
    expect((await (await start({ args })).state()).length).toBe(7 * 60_000);
  });

  it('keeps its lengths, changeovers and hours, and asks about others', async () => {
    const args = [lineup('a.txt')];
    const evening = ['--length', '6:00', '--changeover', '0:30', '--start', '23:57'];
    const first = await start({ args: [...args, ...evening] });
    await first.press('start');
    const { changeover } = (await first.document()) as OperatorDocument;
    expect(changeover).toBe(30_000);
    await first.end();
    for (const [flag, value, has] of [
      ['--length', '5:00', 'talks of 6:00'],
      ['--changeover', '1:00', 'changeovers of 0:30'],
      ['--start', '23:58', 'its start at 23:57'],
    ] as const) {
      const refused = await HostProcess.refused(state, { args: [...args, flag, value] });
      expect(refused.code).toBe(2);
      expect(refused.err).toContain(`has ${has}: leave out ${flag} ${value}`);
    }
    const again = await start({ args: [...args, ...evening] });
    expect((await again.state()).length).toBe(6 * 60_000);
    expect(((await again.document()) as OperatorDocument).changeover).toBe(30_000);
    const [last] = journalIn(state).filter(({ what }) => what === 'resume');
    expect(last).toMatchObject({ length: 360_000, changeover: 30_000 });
    expect(new Date(Number(last?.start)).getMinutes()).toBe(57);
  });

  it('has the rules as they were, though their file is gone', async () => {
    const rules = file('mine.yaml', readFileSync('examples/rules-long-talk.yaml'));
    const args = [lineup('a.txt'), '--rules', rules];
    const first = await start({ args });
    await first.press('start');
    const { length } = await first.state();
    await first.end();
    renameSync(rules, `${rules}.gone`);
    expect((await (await start({ args })).state()).length).toBe(length);
  });

  it('is found by its lineup though the file was changed since, and as it was', async () => {
    const path = lineup('a.txt');
    const first = await start({ args: [path] });
    await first.press('start');
    await first.end();
    writeFileSync(path, 'Somebody - Else\n');
    expect(await (await start({ args: [path] })).state()).toMatchObject({ state: 'running' });
  });

  it('of two rooms that were cut off is asked for by its room', async () => {
    const args = [lineup('a.txt')];
    for (const room of ['Room A', 'Room B']) {
      const host = await start({ args: [...args, '--room', room] });
      await host.press('start');
      await host.end();
    }
    const refused = await HostProcess.refused(state, { args });
    expect(refused.code).toBe(2);
    expect(refused.err).toContain('--room "Room B" or --room "Room A"');
    const first = await start({ args: [...args, '--room', 'Room A'] });
    expect(first.err.join()).toMatch(/Resuming the session of \d\d:\d\d in Room A/);
    // Now there is one that can be meant.
    expect((await start({ args })).err.join()).toContain('in Room B');
  });

  it.each([[[]], [['--fresh']]])(
    'has one writer, though its journal has a second name; %j',
    async (more) => {
      const args = [lineup('a.txt'), '--journal'];
      const journal = join(folder(), 'mine.jsonl');
      const first = await start({ args: [...args, journal] });
      await first.press('start');
      const link = join(folder(), 'link.jsonl');
      linkSync(journal, link);
      const refused = await HostProcess.refused(state, { args: [...args, link, ...more] });
      expect(refused.code).toBe(2);
      expect(refused.err).toContain(`(process ${String(first.child.pid)}) is writing this journal`);
      await first.end();
      const again = await start({ args: [...args, link, ...more] });
      expect((await again.state()).state).toBe(more.length === 0 ? 'running' : 'standby');
    },
  );

  it('answers an edit as it did before, once', async () => {
    const args = [lineup('a.txt')];
    const first = await start({ args });
    await first.press('skip');
    const { rev } = await first.state();
    const edit = { type: 'later', rev, request: 'x' };
    const answer = await first.press('lineup', edit);
    expect(answer.status).toBe(200);
    await first.end();
    const again = await start({ args });
    const talks = journalIn(state).filter(({ type }) => type === 'lineup').length;
    expect(await again.press('lineup', edit)).toEqual(answer);
    expect(journalIn(state).filter(({ type }) => type === 'lineup')).toHaveLength(talks);
    expect((await again.state()).rev).toBeGreaterThan(answer.rev ?? 0);
  });

  it('has its own token, whatever another session began meanwhile', async () => {
    const env = { CLAPLIGHT_TOKEN: '' };
    const tokenOf = ({ out }: HostProcess): string | undefined =>
      /#token=(\S+)/.exec(out.join('\n'))?.[1];
    const args = [lineup('a.txt')];
    const first = await start({ args, env });
    await first.until(() => tokenOf(first) !== undefined);
    const second = await start({ args: [file('b.txt', 'Ada - Engines\n')], env });
    await second.until(() => tokenOf(second) !== undefined);
    await first.end();
    const again = await start({ args, env });
    await again.until(() => tokenOf(again) !== undefined);
    expect(tokenOf(again)).toBe(tokenOf(first));
    expect(tokenOf(second)).not.toBe(tokenOf(first));
  });

  it('stays muted', async () => {
    const args = [lineup('a.txt')];
    const first = await start({ args });
    await first.press('mute', { on: true });
    await first.end();
    expect(await (await start({ args })).document()).toMatchObject({ muted: true });
  });

  it('is found in the layout of older versions', async () => {
    const args = [lineup('a.txt')];
    const first = await start({ args });
    await first.press('start');
    await first.end();
    const [journal = ''] = journalsIn(state);
    const old = join(state, 'claplight', 'session-2026-05-15-17-30-00.jsonl');
    renameSync(journal, old);
    expect((await (await start({ args })).state()).state).toBe('running');
    expect(readdirSync(dirname(journal))).not.toContain('journal.jsonl');
  });

  it('is found without --journal, though that moved its journal', async () => {
    const path = lineup('a.txt');
    const journal = join(folder(), 'mine.jsonl');
    const first = await start({ args: [path, '--journal', journal] });
    await first.press('start');
    await first.end();
    expect((await (await start({ args: [path] })).state()).state).toBe('running');
  });

  it('passes over odd lines and says so; --fresh begins in any case', async () => {
    const args = [lineup('a.txt')];
    const first = await start({ args });
    await first.press('start');
    await first.end();
    const path = journalsIn(state)[0] ?? '';
    const like = { seq: 9, time: new Date().toISOString(), up: uptime(), ms: 0 };
    const odd = [
      5,
      null,
      [],
      'text',
      {},
      { type: 'start' },
      { ...like, type: 'start', state: 'flying', now: 1, elapsed: 0, granted: 0 },
      { ...like, type: 'start', state: 'running', now: -1, elapsed: 'x', granted: null },
      { ...like, type: 'lineup', talks: 5 },
      { ...like, type: 'lineup', talks: [{ id: 1 }, null] },
    ];
    const text = readFileSync(path, 'utf8');
    const more = odd.map((line) => `${JSON.stringify(line)}\n`).join('');
    writeFileSync(path, text + more);
    const again = await start({ args });
    expect((await again.state()).state).toBe('running');
    expect(again.err.join()).toContain('10 damaged lines in it are ignored');
    await again.end();
    const fresh = await start({ args: [...args, '--fresh'] });
    expect((await fresh.state()).state).toBe('standby');
  });
});
