/** What other machines are told by OSC, and OSC by the hands of liblo. */
import { spawn, spawnSync, type ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import { createInterface } from 'node:readline';
import { beforeEach, describe, expect, it } from 'vitest';
import { freePort } from '../support/free-port.ts';
import { need } from '../support/need.ts';
import { usePanel } from './support/panel.ts';

const panel = usePanel();
const { open, counted, heard } = panel;

describe('a machine that is told', () => {
  const told = (name: string): unknown[] | undefined =>
    heard.findLast(([address]) => address === `/claplight/${name}`)?.slice(1);
  beforeEach(() => open({ to: [{ host: 'localhost', port: panel.own }] }));

  it('hears what the light shows, at first and on change', async () => {
    await expect.poll(() => told('left')).toEqual([0, '']);
    expect(told('state')).toEqual(['standby']);
    expect(told('speaker')).toEqual(['Ada']);
    await panel.house.place('running', 0, 281_000);
    await expect.poll(() => told('phase')).toEqual(['two-finger']);
    expect(told('state')).toEqual(['running']);
    expect(told('lamps')).toEqual(['amber red']);
    expect(told('over')).toEqual([0]);
    expect(told('left')?.[0]).toBeGreaterThan(10);
    await panel.house.place('held', 0, 331_500);
    await expect.poll(() => told('over')).toEqual([1]);
    expect(told('left')).toEqual([-31, '+0:31']);
    await panel.house.session.act({ type: 'finish', by: 'terminal' });
    await expect.poll(() => told('speaker')).toEqual(['Grace']);
  });

  it('hears what is left each second, and all of it every few', async () => {
    await panel.house.place('running', 0, 100_000);
    const count = (name: string): number =>
      heard.filter(([address]) => address === `/claplight/${name}`).length;
    await expect.poll(() => count('left')).toBeGreaterThanOrEqual(3);
    const [first = 0, second = 0] = heard
      .filter(([address, left]) => address === '/claplight/left' && left !== 0)
      .map(([, left]) => Number(left));
    expect(first - second).toBeLessThanOrEqual(2);
    await expect.poll(() => count('speaker')).toBeGreaterThanOrEqual(2);
  });
});

need('oscsend', 'apt-get install liblo-tools')("liblo's oscsend and oscdump", () => {
  it('press, are answered and are told', async () => {
    const dump: ChildProcess = spawn('oscdump', ['-L', String(await freePort())], {
      stdio: ['ignore', 'pipe', 'ignore'],
    });
    const lines: string[] = [];
    if (dump.stdout) createInterface(dump.stdout).on('line', (line) => lines.push(line));
    const to = Number(dump.spawnargs.at(-1));
    await open({ to: [{ host: '127.0.0.1', port: to }] });
    const oscsend = (...args: readonly string[]): void => {
      spawnSync('oscsend', ['127.0.0.1', String(panel.port), ...args]);
    };
    oscsend('/claplight/start');
    await counted({ taken: 1 });
    oscsend('/claplight/grant', 'i', '60');
    oscsend('/claplight/message', 'ss', 'louder', 'speaker');
    oscsend('/claplight/start', 'Ts', `reply=${String(to)}`);
    await counted({ taken: 3, refused: 1 });
    await expect
      .poll(() => lines.join('\n'))
      .toMatch(/claplight\/refused sss "\/claplight\/start" "refused" "Not now: a talk is on/);
    await expect.poll(() => lines.join('\n')).toMatch(/claplight\/state s "running"/);
    await expect.poll(() => lines.join('\n')).toMatch(/claplight\/left is \d+ "\d:\d\d"/);
    dump.kill();
    await once(dump, 'exit');
  });
});
