import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import type { Report, Settings, Stats } from '../../host/emulator/worker-messages.ts';
import { Pace } from '../../host/emulator/pace.ts';
import { EepromFile } from '../../host/emulator/eeprom-file.ts';
import { Runner, type EepromKeeper } from '../../host/emulator/runner.ts';
import { BOARD_IMAGE, BUTTON, LAMP } from './board.ts';

const SETTINGS: Settings = {
  image: readFileSync(BOARD_IMAGE, 'utf8'),
  speed: 1,
  crystalPpm: 0,
  bootDelayMs: undefined,
  startDelayMs: 0,
  sram: 0,
};

/** A runner with a clock that the test moves; `until` steps it as the worker would. */
function start(settings: Partial<Settings> = {}, keeper?: EepromKeeper) {
  let now = 5000;
  const reports: Report[] = [];
  const runner = new Runner(
    { ...SETTINGS, ...settings },
    () => now,
    (report) => reports.push(report),
    keeper,
  );
  const until = (ms: number): void => {
    while (now < 5000 + ms) now += runner.step();
  };
  const happenings = () =>
    reports.flatMap((each) => (each.type === 'happened' ? each.happenings : []));
  return {
    runner,
    reports,
    until,
    jump: (ms: number) => (now += ms),
    said: () =>
      Buffer.from(
        happenings().flatMap((each) => (each.type === 'bytes' ? each.bytes : [])),
      ).toString('latin1'),
    edges: () => happenings().filter(({ type }) => type === 'pins'),
    stats: (): Stats => {
      runner.handle({ type: 'stats' });
      const last = reports.at(-1);
      if (last?.type !== 'stats') throw new Error('no stats');
      return last.stats;
    },
    send: (text: string) => {
      runner.handle({ type: 'bytes', bytes: Buffer.from(text, 'latin1') });
    },
  };
}

describe('pace', () => {
  test('computed from an anchor: asked once or a million times, the same', () => {
    const pace = new Pace(1, 0, 1000, 500);
    expect(pace.due(1000)).toBe(500);
    expect(pace.due(3_601_000)).toBe(500 + 3600 * 16e6);
  });

  test('a crystal that is 50 ppm fast gains 50 µs a second', () => {
    expect(new Pace(1, 50, 0, 0).due(1000)).toBeCloseTo(16_000_800, 3);
  });

  test('another speed goes on from where it is', () => {
    const pace = new Pace(2, 0, 0, 0);
    pace.setSpeed(10, 1000, 0);
    expect(pace.due(1000)).toBe(32e6);
    expect(pace.due(1001)).toBe(32e6 + 160_000);
    pace.setSpeed(Infinity, 1001, 0);
    expect(pace.due(0)).toBe(Infinity);
    pace.setSpeed(1, 2000, 77);
    expect(pace.due(2000)).toBe(77);
  });
});

test('the board keeps to the clock', () => {
  const { until, stats } = start();
  until(3000);
  const { cycles, wallMs, behindMs } = stats();
  expect(Math.abs(cycles / 16_000 - wallMs)).toBeLessThan(0.01);
  expect(behindMs).toBe(0);
});

test('after a pause it catches up in slices, and serves requests meanwhile', () => {
  const { runner, jump, stats, send, said, until } = start();
  until(100);
  jump(2000);
  expect(runner.step()).toBe(0);
  expect(stats().behindMs).toBeGreaterThan(1500);
  send('A');
  for (let i = 0; i < 3; i++) expect(runner.step()).toBe(0);
  expect(said()).toBe('!A');
  let slices = 0;
  while (runner.step() === 0) slices++;
  expect(slices).toBeGreaterThan(20);
  expect(stats().behindMs).toBe(0);
});

test('it waits longer when nothing passes on the line', () => {
  const { runner, until, send } = start();
  until(100);
  expect(runner.step()).toBeGreaterThan(3);
  send('A');
  expect(runner.step()).toBe(1);
});

test('at speed 60 a minute passes in a second, and the speed can change', () => {
  const { runner, until, stats } = start({ speed: 60 });
  until(1000);
  expect(Math.round(stats().cycles / 16e6)).toBe(60);
  runner.handle({ type: 'speed', speed: 1 });
  until(2000);
  expect(Math.round(stats().cycles / 16e6)).toBe(61);
});

test('a press by emulated time is let go of in time, whatever the speed', () => {
  const { runner, until, send, said } = start({ speed: 20 });
  until(10);
  runner.handle({ type: 'press', pin: BUTTON, ms: 400 });
  until(15);
  send('b');
  until(25);
  send('b');
  until(50);
  send('b');
  until(60);
  expect(said()).toBe('!001');
  runner.handle({ type: 'pin', pin: BUTTON, level: false });
  send('b');
  until(70);
  runner.handle({ type: 'pin', pin: BUTTON, level: undefined });
  send('b');
  until(80);
  expect(said()).toBe('!00101');
});

test('bytes, pins and resets are told in the order in which they happened', () => {
  const { runner, until, reports, edges } = start({ bootDelayMs: 100 });
  until(600);
  runner.handle({ type: 'reset', kind: 'external', cut: 'old' });
  until(800);
  const order = reports
    .flatMap((each) => (each.type === 'happened' ? each.happenings : []))
    .map(({ type }) => type)
    .filter((type, i, all) => type !== all[i - 1]);
  expect(reports[0]).toEqual({ type: 'open' });
  expect(order).toEqual(['pins', 'bytes', 'pins', 'reset', 'pins', 'bytes']);
  expect(edges().some((each) => each.type === 'pins' && each.state.levels === 1 << LAMP)).toBe(
    true,
  );
});

test('the EEPROM is in the file before the board is heard, and after closing', () => {
  const folder = mkdtempSync(join(tmpdir(), 'claplight-'));
  const eepromFile = join(folder, 'eeprom.bin');
  const { runner, until, send, said, stats, reports } = start({}, new EepromFile(eepromFile));
  until(10);
  send('w\x05Z');
  until(20);
  expect(said()).toBe('!.');
  expect(readFileSync(eepromFile)[5]).toBe(0x5a);
  expect(stats().eepromWrites).toBe(1);
  send('w\x06Y');
  until(25);
  runner.handle({ type: 'close' });
  expect(runner.closed).toBe(true);
  expect(reports.at(-1)).toEqual({ type: 'closed' });
  expect(readFileSync(eepromFile)[6]).toBe(0x59);
  rmSync(folder, { recursive: true });
});
