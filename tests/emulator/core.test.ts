import { fc } from '../support/random.ts';
import { describe, expect, test } from 'vitest';
import { avrInstruction, CPU } from '../../host/emulator/avr.ts';
import { Core } from '../../host/emulator/core.ts';
import { decode, decodeAt } from '../../host/emulator/decode-instruction.ts';

const SREG = 0x5f;
const [H, S, V, Z] = [0x20, 0x10, 0x08, 0x02] as const;
const AT = 0x1000;

/** Sets a CPU up with `opcode` and what follows it, and its data space filled from `seed`. */
function prepare(cpu: CPU, opcode: number, follows: number, seed: number): void {
  cpu.progMem.set([opcode, follows], AT);
  let state = seed;
  for (let i = 0; i < cpu.data.length; i++) {
    state = (Math.imul(state, 1664525) + 1013904223) >>> 0;
    cpu.data[i] = state >>> 24;
  }
  // Pointers and stack into the data space, sometimes into the registers.
  for (const high of [27, 29, 31, 0x5e]) cpu.data[high] = (cpu.data[high] ?? 0) & 7;
  cpu.pc = AT;
  cpu.cycles = 5_000_000_000;
  // One register with side effects, so that both ways into it are taken.
  cpu.readHooks[0x46] = () => (cpu.cycles & 0xff) ^ 0x55;
  cpu.writeHooks[0x46] = (value) => {
    cpu.data[0x47] = value ^ (cpu.cycles & 0xff);
    cpu.cycles += 2;
    return true;
  };
}

/** What differs between two CPUs: addresses of the data space, and pc and cycles. */
function differences(one: CPU, other: CPU): unknown[] {
  const equal = Buffer.compare(one.data, other.data) === 0;
  const addresses = equal ? [] : [...one.data.keys()].filter((i) => one.data[i] !== other.data[i]);
  const same = one.pc === other.pc && one.cycles === other.cycles;
  return [...addresses, ...(same ? [] : [one.pc, one.cycles, other.pc, other.cycles])];
}

/** Where avr8js is known to be wrong: these flags are compared with the datasheet below. */
function doubtful(opcode: number, before: Uint8Array): number {
  const d = before[(opcode >> 4) & 0x1f] ?? 0;
  const isNeg = (opcode & 0xfe0f) === 0x9401;
  const borrows = [0x0400, 0x0800].includes(opcode & 0xfc00) || (opcode & 0xf000) === 0x4000;
  return H | (isNeg && d === 0x80 ? V | S : 0) | (borrows ? Z : 0);
}

const NOT_AVR = (opcode: number): boolean =>
  // Instructions of larger or newer chips.
  opcode === 0x9519 || opcode === 0x9419 || (opcode & 0xfe0c) === 0x9204;

test('any instruction in any state does what avr8js does', () => {
  const flash = new Uint16Array(0x4000);
  const program = new Uint32Array(0x4000);
  const stock = new CPU(flash, 2048);
  const own = new CPU(flash, 2048);
  fc.assert(
    fc.property(fc.nat(0xffff), fc.nat(0x8ff), fc.nat(), (opcode, follows, seed) => {
      fc.pre(!NOT_AVR(opcode));
      for (const cpu of [stock, own]) prepare(cpu, opcode, follows, seed);
      program[AT] = decodeAt(flash, AT);
      const before = own.data.slice();
      avrInstruction(stock);
      new Core(own, program).run(own.cycles + 1);
      const known = ~doubtful(opcode, before);
      for (const cpu of [stock, own]) cpu.data[SREG] = (cpu.data[SREG] ?? 0) & known;
      expect(differences(own, stock)).toEqual([]);
    }),
    { numRuns: 10_000 },
  );
});

/** Runs one instruction on registers 16 and 17 and gives both flags and result. */
function execute(opcode: number, left: number, right: number, status: number) {
  const cpu = new CPU(Uint16Array.of(opcode, ...new Uint16Array(0x3fff)), 2048);
  cpu.data.set([left, right], 16);
  cpu.data[SREG] = status;
  new Core(cpu, decode(cpu.progMem)).run(1);
  return { result: cpu.data[16] ?? 0, status: cpu.data[SREG] };
}

describe('flags that avr8js gets wrong', () => {
  test('the half carry comes from bit 3', () => {
    expect(execute(0x0f01, 0x08, 0x08, 0).status).toBe(H);
    expect(execute(0x0f01, 0x01, 0x01, 0).status).toBe(0);
    expect(execute(0x1b01, 0x10, 0x01, 0).status).toBe(H);
    expect(execute(0x1b01, 0x11, 0x01, 0).status).toBe(0);
  });

  test('negating -128 overflows', () => {
    expect(execute(0x9501, 0x80, 0, 0)).toEqual({ result: 0x80, status: V | 0x04 | 0x01 });
  });

  test.each([
    [0, 0xff, 1],
    [5, 5, 0],
    [5, 4, 1],
    [5, 4, 0],
  ])('with borrow, %i - %i - %i: Z stays if the byte is zero', (left, right, carry) => {
    const byte = (left - right - carry) & 0xff;
    for (const opcode of [0x0b01, 0x0701]) {
      expect(execute(opcode, left, right, carry | Z).status & Z).toBe(byte === 0 ? Z : 0);
      expect(execute(opcode, left, right, carry).status & Z).toBe(0);
    }
  });
});

describe('when a batch ends', () => {
  const run = (program: number[], limit: number, prepare?: (cpu: CPU) => void) => {
    const cpu = new CPU(
      Uint16Array.of(...program, ...new Uint16Array(0x4000 - program.length)),
      2048,
    );
    prepare?.(cpu);
    return [new Core(cpu, decode(cpu.progMem)).run(limit), cpu.cycles];
  };

  test('at its limit, with whole instructions', () => {
    expect(run([0xc000, 0xc000], 3)).toEqual(['limit', 4]);
  });
  const waits = (cpu: CPU) => (cpu.nextInterrupt = 0x1c);
  test('after SEI and RETI, and OUT to the status register, if interrupts were off and one waits', () => {
    expect(run([0, 0x9478], 50, waits)).toEqual(['interrupts on', 2]);
    expect(run([0x9518], 50, waits)).toEqual(['interrupts on', 4]);
    expect(run([0xef0f, 0xbf0f], 50, waits)).toEqual(['interrupts on', 2]);
    const on = (cpu: CPU) => (cpu.data[SREG] = 0x80);
    expect(run([0x9478], 10, (cpu) => [on(cpu), waits(cpu)])).toEqual(['limit', 10]);
  });
  test('not where none waits; but at the limit it is told, as one may be due then', () => {
    expect(run([0, 0x9478], 50)).toEqual(['limit', 50]);
    expect(run([0, 0x9478], 2)).toEqual(['interrupts on', 2]);
  });
  test('after SLEEP', () => {
    expect(run([0x9588], 50)).toEqual(['sleep', 1]);
  });
  test('after an access to a register with a hook', () => {
    const hook = (cpu: CPU) => (cpu.readHooks[0x46] = () => 7);
    expect(run([0, 0xb506], 50, hook)).toEqual(['hook', 2]);
  });
  test('the word after the last one of flash is the first', () => {
    expect(run([0], 0x4000 + 5)).toEqual(['limit', 0x4005]);
  });
});
