import { readFileSync } from 'node:fs';
import { expect, test } from 'vitest';
import { CPU } from '../../host/emulator/avr.ts';
import { Blocks } from '../../host/emulator/blocks.ts';
import { Core } from '../../host/emulator/core.ts';
import { decode, decodeAt } from '../../host/emulator/decode-instruction.ts';
import { parseIntelHex } from '../../host/emulator/intel-hex.ts';
import { fc } from '../support/random.ts';

const AT = 0x1000;
const RUNS = Number(process.env.TRANSLATE_RUNS ?? 500);
const SPH = 0x5e;

/** A CPU whose data space is filled from `seed`, with two registers that have side effects. */
function cpuOf(flash: Uint16Array, from: number, seed: number): CPU {
  const cpu = new CPU(flash, 2048);
  let state = seed;
  for (let i = 0; i < cpu.data.length; i++) {
    state = (Math.imul(state, 1664525) + 1013904223) >>> 0;
    cpu.data[i] = state >>> 24;
  }
  // Pointers and stack into the data space, sometimes into the registers.
  for (const high of [27, 29, 31, SPH]) cpu.data[high] = (cpu.data[high] ?? 0) & 7;
  cpu.pc = from;
  cpu.readHooks[0x46] = () => (cpu.cycles & 0xff) ^ 0x55;
  cpu.writeHooks[0x46] = (value) => {
    cpu.data[0x47] = value ^ (cpu.cycles & 0xff);
    return true;
  };
  return cpu;
}

/** All that can be seen after up to `batches` batches of `cycles` each. */
function played(cpu: CPU, core: Core, batches: number, cycles: number): unknown[] {
  const stops = Array.from({ length: batches }, () => core.run(cpu.cycles + cycles));
  const { pc, data } = cpu;
  return [stops, pc, cpu.cycles, core.instructions, Buffer.from(data).toString('hex')];
}

/** Instructions that real programs are full of, so that long blocks come about. */
const COMMON = [
  ...[0x0c00, 0x1c00, 0x1800, 0x0800, 0x1400, 0x0400, 0x2000, 0x2400, 0x2800, 0x2c00, 0x9c00],
  ...[0x5000, 0x4000, 0x3000, 0x7000, 0x6000, 0xe000, 0x0100, 0x9600, 0x9700, 0x8000, 0x8200],
  ...[0x9000, 0x9200, 0x9400, 0x9408, 0x9488, 0x900f, 0x920f, 0xb000, 0xb800, 0xf800, 0xfa00],
  // Returns; jumps, calls and branches backwards, to themselves among them.
  ...[0x9500, 0xcf00, 0xdf00, 0xf300, 0xf700],
];
const opcode = fc.oneof(
  fc.nat(0xffff),
  fc.tuple(fc.constantFrom(...COMMON), fc.nat(0xff)).map(([base, low]) => base | low),
);

test('blocks do what their instructions do one by one', () => {
  const flash = new Uint16Array(0x4000).fill(0xffff);
  const program = new Uint32Array(0x4000);
  fc.assert(
    fc.property(fc.array(opcode, { minLength: 1, maxLength: 60 }), fc.nat(), (opcodes, seed) => {
      flash.fill(0xffff, AT, AT + 70).set(opcodes, AT);
      for (let i = AT - 1; i < AT + 70; i++) program[i] = decodeAt(flash, i);
      const [one, other] = [cpuOf(flash, AT, seed), cpuOf(flash, AT, seed)];
      const blocks = new Blocks(program, 0);
      const expected = played(one, new Core(one, program), 3, 450);
      expect(played(other, new Core(other, program, blocks), 3, 450)).toEqual(expected);
    }),
    // A call to itself: it goes on for ever, and fills the stack as it does.
    { numRuns: RUNS, examples: [[[0x0c00, 0xdfff, 0], 2]] },
  );
});

test('the image, from any of its words on', () => {
  const hex = readFileSync('firmware/images/claplight-uno.hex', 'utf8');
  const flash = parseIntelHex(hex);
  const program = decode(flash);
  const length = flash.findLastIndex((word) => word !== 0xffff) + 1;
  const blocks = new Blocks(program, 0);
  fc.assert(
    fc.property(fc.nat(length - 1), fc.nat(), (from, seed) => {
      const [one, other] = [cpuOf(flash, from, seed), cpuOf(flash, from, seed)];
      const expected = played(one, new Core(one, program), 3, 1500);
      expect(played(other, new Core(other, program, blocks), 3, 1500)).toEqual(expected);
    }),
    { numRuns: RUNS },
  );
});

test('a block is made only when it has been visited often, and once', () => {
  const blocks = new Blocks(decode(Uint16Array.of(0xe000, ...new Uint16Array(0x3fff))), 2);
  expect([blocks.at(0), blocks.at(0)]).toEqual([undefined, undefined]);
  const block = blocks.at(0);
  expect(block).toBeTypeOf('function');
  expect(blocks.at(0)).toBe(block);
});

test('what begins with an instruction that is left to avr8js is no block', () => {
  const blocks = new Blocks(decode(Uint16Array.of(0x95a8, ...new Uint16Array(0x3fff))), 0);
  expect([blocks.at(0), blocks.at(0)]).toEqual([undefined, undefined]);
});
