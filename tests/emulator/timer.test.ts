import { expect, test } from 'vitest';
import {
  type AVRTimerConfig,
  timer0Config as t0,
  timer1Config as t1,
  timer2Config as t2,
} from '../../host/emulator/avr.ts';
import { OwnRig, StockRig } from './timer.rig.ts';

/**
 * Where our timers differ from avr8js's, which the fuzz therefore leaves out: each is a case in
 * which avr8js is known to be wrong. The last expectation of a test is avr8js's answer; when it
 * fails after an update of avr8js, the fuzz can be widened.
 */
const CTC = 0x02;
const FAST_TO_OCRA = 0x03;

test('a counter beyond its top counts to the maximum and overflows there', () => {
  const run = (rig: OwnRig | StockRig): number[] => {
    const { cpu } = rig;
    cpu.writeData(t0.OCRA, 100);
    cpu.writeData(t0.TCCRA, CTC);
    cpu.writeData(t0.TCCRB, 2);
    rig.sleepTo(90 * 8 + 1);
    cpu.writeData(t0.OCRA, 50);
    rig.sleepTo(200 * 8 + 1);
    const count = cpu.readData(t0.TCNT);
    rig.sleepTo(257 * 8 + 1);
    return [count, cpu.readData(t0.TCNT), cpu.readData(t0.TIFR) & t0.TOV];
  };
  expect(run(new OwnRig(t0))).toEqual([200, 1, t0.TOV]);
  expect(run(new StockRig(t0))).not.toEqual([200, 1, t0.TOV]);
});

test('a compare value beyond the top is never reached', () => {
  const run = (rig: OwnRig | StockRig): number => {
    const { cpu } = rig;
    cpu.writeData(t2.OCRA, 100);
    cpu.writeData(t2.OCRB, 200);
    cpu.writeData(t2.TCCRA, CTC);
    cpu.writeData(t2.TCCRB, 2);
    rig.sleepTo(10_000);
    return cpu.readData(t2.TIFR);
  };
  expect(run(new OwnRig(t2))).toBe(t2.OCFA);
  expect(run(new StockRig(t2))).toBe(t2.OCFA | t2.OCFB);
});

test('clearing one flag leaves the others', () => {
  const run = (rig: OwnRig | StockRig): number => {
    const { cpu } = rig;
    cpu.writeData(t0.TCCRB, 1);
    rig.sleepTo(300);
    cpu.writeData(t0.TIFR, t0.TOV);
    return cpu.readData(t0.TIFR) & 7;
  };
  expect(run(new OwnRig(t0))).toBe(t0.OCFA | t0.OCFB);
  expect(run(new StockRig(t0))).toBe(0);
});

test('a buffered compare value takes effect at once when the mode is no longer buffered', () => {
  const run = (rig: OwnRig | StockRig): number => {
    const { cpu } = rig;
    // The order in which a sketch takes timer 0 over from the Arduino core.
    cpu.writeData(t0.TCCRA, FAST_TO_OCRA);
    cpu.writeData(t0.TCCRB, 3);
    rig.sleepTo(100);
    cpu.writeData(t0.OCRA, 249);
    cpu.writeData(t0.TCCRA, CTC);
    cpu.writeData(t0.TIMSK, t0.OCIEA);
    rig.sleepTo(20 * 16_000);
    return rig.seen.length;
  };
  expect(run(new OwnRig(t0))).toBe(20);
  expect(run(new StockRig(t0))).not.toBe(20);
});

test('a counter that is set to its top turns there when it counts both ways', () => {
  const run = (rig: OwnRig | StockRig): number => {
    const { cpu } = rig;
    cpu.writeData(t2.OCRA, 100);
    cpu.writeData(t2.TCCRA, 0x01);
    cpu.writeData(t2.TCCRB, 0x0a);
    cpu.writeData(t2.TCNT, 100);
    rig.sleepTo(8 * 10 + 2);
    return cpu.readData(t2.TCNT);
  };
  expect(run(new OwnRig(t2))).toBe(90);
  expect(run(new StockRig(t2))).toBe(110);
});

test('in fast PWM without a prescaler the pin moves in the order of the counts', () => {
  const run = (rig: OwnRig | StockRig): number => {
    const { cpu } = rig;
    cpu.writeData(t0.OCRA, 1);
    cpu.writeData(t0.TCCRA, 0x83);
    cpu.writeData(t0.TCCRB, 1);
    rig.sleepTo(255);
    // One long instruction: the counter passes the top, the bottom and the match.
    cpu.cycles += 4;
    rig.sleepTo(cpu.cycles + 1);
    return (rig.seen.at(-1)?.[2] ?? 0) & (1 << t0.compPinA);
  };
  expect(run(new OwnRig(t0))).toBe(0);
  expect(run(new StockRig(t0))).not.toBe(0);
});

/** One long instruction `from` … `to` cycles: the counter passes where values are loaded, and then the old value. */
const LOADED: readonly (readonly [string, Passing])[] = [
  [
    'from the bottom on in fast PWM',
    { of: t0, a: 64, b: 1, control: [FAST_TO_OCRA, 0x08], next: t0.OCRB, from: 62, to: 69 },
  ],
  [
    'from the bottom on where it counts both ways',
    { of: t1, a: 64, b: 1, control: [0, 0x10], next: t1.OCRB, from: 510, to: 515 },
  ],
  [
    'from the top on where it counts both ways',
    { of: t0, a: 254, b: 1, control: [0x01, 0], next: t0.OCRA, from: 255, to: 259 },
  ],
];
interface Passing {
  readonly of: AVRTimerConfig;
  readonly a: number;
  readonly b: number;
  /** Of TCCRA and TCCRB, but for the clock. */
  readonly control: readonly [number, number];
  /** The register that gets another value meanwhile. */
  readonly next: number;
  readonly from: number;
  readonly to: number;
}

test.each(LOADED)('without a prescaler a compare value is the new one %s', (_, passing) => {
  const { of, a, b, control, next, from, to } = passing;
  const flag = next === of.OCRA ? of.OCFA : of.OCFB;
  const run = (rig: OwnRig | StockRig): number => {
    const { cpu } = rig;
    if (of.ICR !== 0) cpu.writeData(of.ICR, 255);
    cpu.writeData(of.OCRA, a);
    cpu.writeData(of.OCRB, b);
    cpu.writeData(of.TCCRA, control[0]);
    cpu.writeData(of.TCCRB, control[1] | 1);
    rig.sleepTo(60);
    cpu.writeData(next, 30);
    rig.sleepTo(from);
    cpu.writeData(of.TIFR, 7);
    cpu.cycles = to;
    rig.sleepTo(to + 1);
    return cpu.readData(of.TIFR) & flag;
  };
  expect(run(new OwnRig(of))).toBe(0);
  expect(run(new StockRig(of))).toBe(flag);
});

test('both bytes of a 16-bit count are of the same moment', () => {
  const rig = new OwnRig(t1);
  rig.cpu.writeData(t1.TCNT + 1, 0x12);
  rig.cpu.writeData(t1.TCNT, 0xf0);
  rig.cpu.writeData(t1.TCCRB, 1);
  rig.sleepTo(0x10);
  expect(rig.cpu.readData(t1.TCNT)).toBe(0xff);
  rig.sleepTo(0x20);
  expect(rig.cpu.readData(t1.TCNT + 1)).toBe(0x12);
});

test('nobody looks for an hour: the count is right, and nothing was done meanwhile', () => {
  const rig = new OwnRig(t2);
  rig.cpu.writeData(t2.TCCRA, 0x01);
  rig.cpu.writeData(t2.TCCRB, 0x04);
  rig.sleepTo(1);
  rig.sleepTo(1 + 64 * (510 * 112_500_000 + 300));
  expect(rig.cpu.readData(t2.TCNT)).toBe(210);
  expect(rig.seen).toEqual([]);
});
