import type { CPU } from './avr.ts';
import * as flags from './flags.ts';
import { BlockWriter } from './block-writer.ts';
import { arithmetic } from './translate-arithmetic.ts';
import { CONSTANT } from './decode-instruction.ts';
import { ASLEEP, INTERRUPTS_ON, LEFT, MOST_CYCLES, MOST_INSTRUCTIONS, ON } from './outcome.ts';

/** Executes what was translated on a chip's data space and program memory; gives its outcome. */
export type Block = (
  data: Uint8Array,
  flash: Uint8Array,
  reads: CPU['readHooks'],
  writes: CPU['writeHooks'],
) => number;

type Maker = (...functions: unknown[]) => Block;

/** The most that one instruction takes. */
const DEAREST = 5;
const [SPL, SPH, SREG] = [0x5d, 0x5e, 0x5f] as const;
const MEMORY = 0x100;
const INTERRUPTS = 0x80;

/** So many jumps that may be taken or not are followed in a block. */
const MOST_JUMPS = 4;

/**
 * Makes a function of the instructions from `from` on, through jumps and calls whose goal is known,
 * until it is long or nobody can know where it goes on. Where it may jump or not, both ways are in it,
 * if the goal is run `often`. It does what `interpret` does with them, some five times as quickly: no
 * instruction is looked up, registers are variables, and a status register that nobody reads is not
 * computed. Undefined if the first instruction is left to avr8js.
 */
export function translate(
  program: Uint32Array,
  from: number,
  often: (pc: number) => boolean,
): Block | undefined {
  let jumps = 0;
  const branch = (block: BlockWriter, pc: number): void => {
    if (jumps < MOST_JUMPS && often(pc)) {
      jumps += 1;
      follow(block, pc);
    } else block.leave(pc, ON);
  };
  const follow = (block: BlockWriter, first: number): void => {
    let pc: number | undefined = first;
    while (pc !== undefined) {
      const full = block.cycles + DEAREST > MOST_CYCLES || block.count >= MOST_INSTRUCTIONS;
      const word: number = program[pc] ?? 0;
      if (full || block.seen.has(pc)) block.leave(pc, ON);
      else if ((word & 0xff) === 0) block.leave(pc, LEFT);
      if (full || block.seen.has(pc) || (word & 0xff) === 0) return;
      block.seen.add(pc);
      pc = instruction(block, word, pc);
    }
  };
  const block = new BlockWriter(branch);
  follow(block, from);
  return (program[from] ?? 0) & 0xff ? compile(block.source) : undefined;
}

function compile(source: string): Block {
  const names = Object.keys(flags);
  const make = new Function(...names, `return (d, p, reads, writes) => {\n${source}}`) as Maker;
  return make(...Object.values(flags));
}

/** Writes one instruction; gives where the next is, or undefined if the block ends with it. */
function instruction(block: BlockWriter, word: number, pc: number): number | undefined {
  const kind = word & 0xff;
  const a = (word >> 8) & 0xff;
  const b = word >>> 16;
  if (kind <= 22) {
    arithmetic(block, kind, a, b);
    block.spent(kind >= 18 && kind <= 20 ? 2 : 1);
    return pc + 1;
  }
  if (kind >= 42) return transfer(block, kind, a, b, pc);
  switch (kind) {
    case 23: // MOV, LDI
      block.set(a, b < CONSTANT ? block.get(b) : String(b & 0xff));
      break;
    case 24: // MOVW
      block.set(a, block.get(b));
      block.set(a + 1, block.get(b + 1));
      break;
    case 25: // BSET
      if (a === INTERRUPTS)
        return interruptsOn(block, pc + 1, `${block.status()} | ${String(a)}`, 1);
      block.flags(a, (status) => `${status} | ${String(a)}`);
      break;
    case 26: // BCLR
      block.flags(a, (status) => `${status} & ${String(~a)}`);
      break;
    case 33: // IN
      if (b === SREG) block.set(a, block.status());
      else if (b === SPL || b === SPH) block.set(a, block.stackByte(b));
      else {
        block.guard(`reads[${String(b)}] !== undefined`, pc);
        block.set(a, `d[${String(b)}]`);
      }
      break;
    case 36: // OUT
      if (b === SPL || b === SPH) block.setStackByte(b, block.get(a));
      else {
        block.guard(`writes[${String(b)}] !== undefined`, pc);
        block.write(`d[${String(b)}] = ${block.get(a)};`);
      }
      break;
    case 37: // OUT SREG
      return interruptsOn(block, pc + 1, block.get(a), 1);
    default:
      return memory(block, kind, a, b, pc);
  }
  block.spent(1);
  return pc + 1;
}

function memory(block: BlockWriter, kind: number, a: number, b: number, pc: number): number {
  if (kind === 34 || kind === 35) {
    const hooks = kind === 34 ? 'reads' : 'writes';
    if (b < MEMORY) block.guard(`${hooks}[${String(b)}] !== undefined`, pc);
    if (kind === 34) block.set(a, `d[${String(b)}] | 0`);
    else block.write(`d[${String(b)}] = ${block.get(a)};`);
    block.spent(2);
    return pc + 2;
  }
  if (kind === 38 || kind === 39) {
    const address = block.freshWide(block.pair(30));
    block.set(a, `p[${address}] | 0`);
    if (kind === 39) block.setPair(30, `${address} + 1`);
    block.spent(3);
    return pc + 1;
  }
  if (kind === 40 || kind === 41) {
    const stack = block.stackInMemory(pc);
    if (kind === 40) {
      block.moveStack(1);
      block.set(a, `d[${stack} + 1] | 0`);
    } else {
      block.write(`d[${stack}] = ${block.get(a)};`);
      block.moveStack(-1);
    }
    block.spent(2);
    return pc + 1;
  }
  const loads = kind <= 29;
  const before = kind === 29 || kind === 32;
  const after = kind === 28 || kind === 31;
  const pointer = b & 0xff;
  const offset = before ? -1 : b >> 8;
  const address = block.freshWide(`(${block.pair(pointer)}) + ${String(offset)}`);
  // Below are registers and whatever has hooks.
  block.guard(`${address} < ${String(MEMORY)}`, pc);
  const value = loads ? '' : block.get(a);
  if (before) block.setPair(pointer, address);
  if (loads) block.set(a, `d[${address}] | 0`);
  else block.write(`d[${address}] = ${value};`);
  if (after) block.setPair(pointer, `${address} + 1`);
  block.spent(2);
  return pc + 1;
}

/** What ends a stretch, or goes on somewhere else. */
function transfer(
  block: BlockWriter,
  kind: number,
  a: number,
  b: number,
  pc: number,
): number | undefined {
  switch (kind) {
    case 42: // RJMP
    case 43: // JMP
      block.spent(kind - 40);
      return b;
    case 44: // RCALL
    case 45: {
      // CALL
      const stack = block.stackInMemory(pc);
      const back = pc + kind - 43;
      block.write(`d[${stack}] = ${String(back & 0xff)}; d[${stack} - 1] = ${String(back >> 8)};`);
      block.moveStack(-2);
      block.spent(kind - 41);
      return b;
    }
    case 46: // RET
    case 47: {
      // RETI
      const stack = block.stackInMemory(pc);
      const back = block.freshWide(`d[${stack} + 1] << 8 | d[${stack} + 2]`);
      block.moveStack(2);
      if (kind === 47)
        return interruptsOn(block, back, `${block.status()} | ${String(INTERRUPTS)}`, 4);
      block.spent(4);
      block.leave(back, ON);
      return undefined;
    }
    case 48: // BRBS
    case 49: // BRBC
      block.jumpIf(kind === 48 ? block.flag(a) : `!(${block.flag(a)})`, b, 2);
      break;
    case 50: // SBRC
    case 51: {
      // SBRS
      const set = `${block.get(a)} & ${String(b & 0xff)}`;
      block.jumpIf(kind === 51 ? set : `!(${set})`, pc + 1 + (b >> 8), 1 + (b >> 8));
      break;
    }
    case 52: // CPSE
      block.jumpIf(`${block.get(a)} === ${block.get(b & 0xff)}`, pc + 1 + (b >> 8), 1 + (b >> 8));
      break;
    case 54: // SLEEP
      block.spent(1);
      block.leave(pc + 1, ASLEEP);
      return undefined;
    case 55: // SBIC
    case 56: {
      // SBIS
      block.guard(`reads[${String(a)}] !== undefined`, pc);
      const set = `d[${String(a)}] & ${String(b & 0xff)}`;
      block.jumpIf(kind === 56 ? set : `!(${set})`, pc + 1 + (b >> 8), 1 + (b >> 8));
    }
  }
  block.spent(1);
  return pc + 1;
}

/** The status becomes `status`: if that lets interrupts in, whoever runs the core must know. */
function interruptsOn(
  block: BlockWriter,
  next: number | string,
  status: string,
  cycles: number,
): number | undefined {
  const after = block.fresh(status);
  const on = block.fresh(`${after} & ~(${block.status()}) & ${String(INTERRUPTS)}`);
  block.flags(0xff, () => after);
  block.spent(cycles);
  block.write(`if (${on}) {`);
  block.leave(next, INTERRUPTS_ON);
  block.write('}');
  block.leave(next, ON);
  return undefined;
}
