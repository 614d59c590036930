import { fc } from '../support/random.ts';
import { expect, test } from 'vitest';
import { timer0Config, timer1Config, timer2Config } from '../../host/emulator/avr.ts';
import { WAVEFORMS_16_BIT, WAVEFORMS_8_BIT } from '../../host/emulator/waveform.ts';
import { OwnRig, type Rig, StockRig } from './timer.rig.ts';

/**
 * Our timers against avr8js's: the same random configuration and the same random register
 * accesses must give the same interrupts, the same pin changes, the same flags and the same
 * counts, each at the same cycle. What avr8js gets wrong is left out here by the choice of
 * values, and is tested in timer.test.ts.
 */
const CONFIGS = [timer0Config, timer1Config, timer2Config];

type Operation =
  | {
      readonly do: 'write a' | 'write b' | 'write count' | 'mask' | 'clock';
      readonly value: number;
    }
  | { readonly do: 'clear flags' | 'look' };

const operation: fc.Arbitrary<Operation> = fc.oneof(
  fc.record({
    do: fc.constantFrom(...(['write a', 'write b', 'write count', 'mask', 'clock'] as const)),
    value: fc.nat(0xff),
  }),
  fc.record({ do: fc.constantFrom(...(['clear flags', 'look'] as const)) }),
);

/** Reserved modes count as in avr8js, but there they do not move pins. */
const RESERVED = { 8: [4, 6], 16: [13] } as const;

const scenario = fc.record({
  timer: fc.constantFrom(0, 1, 2),
  mode: fc.nat(15),
  clock: fc.integer({ min: 1, max: 7 }),
  outputs: fc.nat(15),
  mask: fc.nat(7),
  a: fc.nat(0xff),
  b: fc.nat(0xff),
  steps: fc.array(fc.tuple(fc.integer({ min: 1, max: 700 }), operation), { maxLength: 30 }),
});

/**
 * Tops are 72 to 255, other compare values 1 to 63, and the counter is set below all of them. What lies between is more than
 * one instruction counts: see `loadsAt`.
 */
const high = (value: number): number => 72 + (value % 184);
const low = (value: number): number => 1 + (value % 63);

function play(rig: Rig, { timer, mode, clock, outputs, mask, a, b, steps }: Scenario): unknown {
  const config = CONFIGS[timer] ?? timer0Config;
  const { cpu } = rig;
  const wide = config.bits === 16;
  // With no prescaler several counts pass in one instruction, and avr8js moves pins out of order.
  const clockOf = (value: number): number => {
    const bits = value % (timer === 2 ? 8 : 6);
    return bits === 1 && outputs !== 0 ? 2 : bits;
  };
  const undivided = [
    clock,
    ...steps.map(([, what]) => (what.do === 'clock' ? what.value : 0)),
  ].some((value) => clockOf(value) === 1);
  const looks: number[][] = [];
  const write = (register: number, value: number): void => {
    if (wide) cpu.writeData(register + 1, value >> 8);
    cpu.writeData(register, value & 0xff);
  };
  const choice = mode % (wide ? 16 : 8);
  const modeBits = (RESERVED[config.bits] as readonly number[]).includes(choice) ? 0 : choice;
  const wave = (wide ? WAVEFORMS_16_BIT : WAVEFORMS_8_BIT)[modeBits];
  // When several counts pass the place where values are loaded in one instruction, avr8js compares with the old ones: with
  // high ones at the top, with low ones at the bottom.
  const loadsAt = undivided ? wave?.load : 'now';
  const upper = wide ? (modeBits & 0x0c) << 1 : (modeBits & 0x04) << 1;
  write(config.OCRA, high(a));
  write(config.OCRB, low(b));
  if (config.ICR !== 0) write(config.ICR, 255);
  cpu.writeData(config.TCCRA, (outputs << 4) | (modeBits & 3));
  cpu.writeData(config.TCCRB, upper | clockOf(clock));
  cpu.writeData(config.TIMSK, mask);
  const divider = config.dividers[clockOf(clock) as 1] || 1;
  const act: Record<Operation['do'], (value: number) => void> = {
    'write a': (value) => {
      // Lowering a top that takes effect at once would leave the counter beyond it.
      const atOnce = wave?.top === 'ocra' && wave.load === 'now';
      if (!atOnce && loadsAt !== 'top') write(config.OCRA, high(value));
    },
    'write b': (value) => {
      if (loadsAt !== 'bottom') write(config.OCRB, low(value));
    },
    'write count': (value) => {
      write(config.TCNT, value % 60);
    },
    mask: (value) => {
      cpu.writeData(config.TIMSK, value & 7);
    },
    clock: (value) => {
      cpu.writeData(config.TCCRB, upper | clockOf(value));
    },
    'clear flags': () => {
      cpu.writeData(config.TIFR, 7);
    },
    look: () => undefined,
  };
  for (const [ticks, what] of steps) {
    rig.sleepTo(cpu.cycles + ticks * divider + (ticks % 7));
    act[what.do]('value' in what ? what.value : 0);
    // No instruction writes a register and reads another one at the same cycle.
    rig.sleepTo(cpu.cycles + 1);
    looks.push([cpu.cycles, cpu.readData(config.TCNT), cpu.readData(config.TIFR) & 7]);
  }
  return { seen: rig.seen, looks };
}

type Scenario = typeof scenario extends fc.Arbitrary<infer T> ? T : never;

test('any timer, mode, clock and sequence of accesses: as avr8js', () => {
  fc.assert(
    fc.property(scenario, (each) => {
      const config = CONFIGS[each.timer] ?? timer0Config;
      expect(play(new OwnRig(config), each)).toEqual(play(new StockRig(config), each));
    }),
    { numRuns: 400 },
  );
});
