import { arithmetic } from './arithmetic.ts';
import type { CPU } from './avr.ts';
import { CONSTANT } from './decode-instruction.ts';
import { ASLEEP, INTERRUPTS_ON, LAST, LEFT, MOST_INSTRUCTIONS, ON, outcome } from './outcome.ts';

const SPL = 0x5d;
const SREG = 0x5f;
const INTERRUPTS = 0x80;
/** From here on the data space is plain memory. */
const MEMORY = 0x100;
const Z = 30;

/**
 * Executes instructions from `pc` up to the next that jumps or that has to be left to avr8js, at most
 * as many as `budget` cycles begin: several times as quick as avr8js's own `avrInstruction`, which
 * tries each opcode against sixty patterns. Changes `data`, not the CPU's pc and cycles.
 */
export function interpret(cpu: CPU, program: Uint32Array, from: number, budget: number): number {
  const { data, progBytes, readHooks, writeHooks } = cpu;
  let pc = from;
  let spent = 0;
  let count = 0;
  let stop = ON;
  let straight: boolean;
  do {
    const word = program[pc] ?? 0;
    const kind = word & 0xff;
    const a = (word >> 8) & 0xff;
    const b = word >>> 16;
    let next = pc + 1;
    let cost = 1;
    // Literals, because V8 makes a jump table only of these.
    switch (kind) {
      default:
        cost = arithmetic(data, word);
        break;
      case 0: // left to avr8js
        stop = LEFT;
        break;
      case 23: // MOV, LDI
        data[a] = b < CONSTANT ? (data[b] ?? 0) : b;
        break;
      case 24: // MOVW
        data[a] = data[b] ?? 0;
        data[a + 1] = data[b + 1] ?? 0;
        break;
      case 25: // BSET
        if (a & ~(data[SREG] ?? 0) & INTERRUPTS) stop = INTERRUPTS_ON;
        data[SREG] = (data[SREG] ?? 0) | a;
        break;
      case 26: // BCLR
        data[SREG] = (data[SREG] ?? 0) & ~a;
        break;
      case 27: // LDD, LD X
      case 28: // LD Z+, LD Y+, LD X+
      case 29: {
        // LD -Z, LD -Y, LD -X
        const address = word16(data, b & 0xff) + (kind === 29 ? -1 : b >> 8);
        if (address < MEMORY && readHooks[address] !== undefined) stop = LEFT;
        else {
          if (kind === 29) put16(data, b, address);
          data[a] = data[address] ?? 0;
          if (kind === 28) put16(data, b, address + 1);
        }
        cost = 2;
        break;
      }
      case 30: // STD, ST X
      case 31: // ST Z+, ST Y+, ST X+
      case 32: {
        // ST -Z, ST -Y, ST -X
        const address = word16(data, b & 0xff) + (kind === 32 ? -1 : b >> 8);
        const value = data[a] ?? 0;
        if (address < MEMORY && (writeHooks[address] !== undefined || address === SREG)) {
          stop = LEFT;
        } else {
          if (kind === 32) put16(data, b, address);
          data[address] = value;
          if (kind === 31) put16(data, b, address + 1);
        }
        cost = 2;
        break;
      }
      case 33: // IN
        if (readHooks[b] === undefined) data[a] = data[b] ?? 0;
        else stop = LEFT;
        break;
      case 34: // LDS
        if (b < MEMORY && readHooks[b] !== undefined) stop = LEFT;
        else data[a] = data[b] ?? 0;
        next = pc + 2;
        cost = 2;
        break;
      case 35: // STS
        if (b < MEMORY && writeHooks[b] !== undefined) stop = LEFT;
        else data[b] = data[a] ?? 0;
        next = pc + 2;
        cost = 2;
        break;
      case 36: // OUT
        if (writeHooks[b] === undefined) data[b] = data[a] ?? 0;
        else stop = LEFT;
        break;
      case 37: // OUT SREG
        if ((data[a] ?? 0) & ~(data[SREG] ?? 0) & INTERRUPTS) stop = INTERRUPTS_ON;
        data[SREG] = data[a] ?? 0;
        break;
      case 38: // LPM Z
      case 39: {
        // LPM Z+
        const address = word16(data, Z);
        data[a] = progBytes[address] ?? 0;
        if (kind === 39) put16(data, Z, address + 1);
        cost = 3;
        break;
      }
      case 40: {
        // POP
        const sp = word16(data, SPL) + 1;
        put16(data, SPL, sp);
        data[a] = data[sp] ?? 0;
        cost = 2;
        break;
      }
      case 41: {
        // PUSH
        const sp = word16(data, SPL);
        data[sp] = data[a] ?? 0;
        put16(data, SPL, sp - 1);
        cost = 2;
        break;
      }
      case 42: // RJMP
        next = b;
        cost = 2;
        break;
      case 43: // JMP
        next = b;
        cost = 3;
        break;
      case 44: // RCALL
      case 45: {
        // CALL
        const sp = word16(data, SPL);
        const back = pc + kind - 43;
        data[sp] = back;
        data[sp - 1] = back >> 8;
        put16(data, SPL, sp - 2);
        next = b;
        cost = kind - 41;
        break;
      }
      case 46: // RET
      case 47: {
        // RETI
        const sp = word16(data, SPL) + 2;
        put16(data, SPL, sp);
        next = ((data[sp - 1] ?? 0) << 8) | (data[sp] ?? 0);
        if (kind === 47) {
          if (((data[SREG] ?? 0) & INTERRUPTS) === 0) stop = INTERRUPTS_ON;
          data[SREG] = (data[SREG] ?? 0) | INTERRUPTS;
        }
        cost = 4;
        break;
      }
      case 48: // BRBS
      case 49: // BRBC
        if ((((data[SREG] ?? 0) & a) !== 0) === (kind === 48)) {
          next = b;
          cost = 2;
        }
        break;
      case 50: // SBRC
      case 51: // SBRS
        if ((((data[a] ?? 0) & b & 0xff) !== 0) === (kind === 51)) {
          next += b >> 8;
          cost += b >> 8;
        }
        break;
      case 52: // CPSE
        if (data[a] === data[b & 0xff]) {
          next += b >> 8;
          cost += b >> 8;
        }
        break;
      case 53: // NOP
        break;
      case 54: // SLEEP
        stop = ASLEEP;
        break;
      case 55: // SBIC
      case 56: // SBIS
        if (readHooks[a] !== undefined) stop = LEFT;
        else if ((((data[a] ?? 0) & b & 0xff) !== 0) === (kind === 56)) {
          next += b >> 8;
          cost += b >> 8;
        }
    }
    if (stop === LEFT) break;
    count++;
    straight = next === pc + 1;
    pc = next & LAST;
    spent += cost;
  } while (straight && stop === ON && spent < budget && count < MOST_INSTRUCTIONS);
  return outcome(pc, spent, count, stop);
}

function word16(data: Uint8Array, address: number): number {
  return (data[address] ?? 0) | ((data[address + 1] ?? 0) << 8);
}

function put16(data: Uint8Array, address: number, value: number): void {
  data[address] = value;
  data[address + 1] = value >> 8;
}
