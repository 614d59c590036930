import { expect, test } from 'vitest';
import { Watchdog } from '../../host/emulator/watchdog.ts';
import { Bare } from './bare.ts';

const WDTCSR = 0x60;
const [WDIF, WDIE, WDCE, WDE] = [0x80, 0x40, 0x10, 0x08] as const;
const SHORTEST = 16 * 16_000;

function open() {
  const bare = new Bare();
  const watchdog = new Watchdog(bare.cpu, bare.agenda);
  let resets = 0;
  watchdog.onReset = () => resets++;
  /** The timed sequence, with `wait` cycles within it. */
  const configure = (value: number, wait = 2): void => {
    bare.write(WDTCSR, WDCE | WDE);
    bare.pass(wait);
    bare.write(WDTCSR, value);
  };
  return { bare, watchdog, configure, resets: () => resets };
}

test.each([
  [WDE, 1],
  [WDE | 0x07, 128],
  [WDE | 0x20, 256],
  [WDE | 0x21, 512],
])(
  'reset mode %i bites after %i periods of 16 ms, no matter what it was before',
  (mode, periods) => {
    const { bare, configure, resets } = open();
    configure(mode);
    bare.pass(SHORTEST * periods - 3);
    expect(resets()).toBe(0);
    bare.pass(3);
    expect(resets()).toBe(1);
  },
);

test('WDR begins the period anew', () => {
  const { bare, configure, resets } = open();
  configure(WDE);
  for (let i = 0; i < 5; i++) {
    bare.pass(SHORTEST - 10);
    bare.cpu.onWatchdogReset();
  }
  expect(resets()).toBe(0);
});

test('interrupt and reset: the interrupt clears WDIE, and the next time-out resets', () => {
  const { bare, watchdog, configure, resets } = open();
  configure(WDIE | WDE);
  bare.pass(SHORTEST);
  expect(bare.read(WDTCSR)).toBe(WDIF | WDIE | WDE);
  const vector = bare.interrupt();
  expect(vector).toBe(0x0c);
  watchdog.vectorTaken(vector ?? 0);
  expect(bare.read(WDTCSR)).toBe(WDE);
  bare.pass(SHORTEST);
  expect(resets()).toBe(1);
});

test('an interrupt that sets WDIE again keeps the chip alive', () => {
  const { bare, watchdog, configure, resets } = open();
  configure(WDIE | WDE);
  for (let i = 0; i < 4; i++) {
    bare.pass(SHORTEST);
    watchdog.vectorTaken(bare.interrupt() ?? 0);
    bare.write(WDTCSR, bare.read(WDTCSR) | WDIE);
  }
  expect(resets()).toBe(0);
});

test('an interrupt that is never taken ends in a reset', () => {
  const { bare, configure, resets } = open();
  configure(WDIE | WDE);
  bare.pass(2 * SHORTEST);
  expect(resets()).toBe(1);
});

test('interrupt mode never resets', () => {
  const { bare, configure, resets } = open();
  configure(WDIE);
  bare.pass(10 * SHORTEST);
  expect(resets()).toBe(0);
  expect(bare.read(WDTCSR) & WDIF).toBe(WDIF);
  bare.write(WDTCSR, WDIF | WDIE);
  expect(bare.read(WDTCSR) & WDIF).toBe(0);
});

test('switching off and changing the period need the timed sequence', () => {
  const { bare, configure, resets } = open();
  configure(WDE | 0x01);
  bare.pass(10);
  bare.write(WDTCSR, 0);
  expect(bare.read(WDTCSR)).toBe(WDE | 0x01);
  configure(0, 10);
  expect(bare.read(WDTCSR)).toBe(WDE | 0x01);
  configure(0);
  expect(bare.read(WDTCSR)).toBe(0);
  bare.pass(100 * SHORTEST);
  expect(resets()).toBe(0);
});
