import { CONSTANT } from './decode-instruction.ts';
import * as flags from './flags.ts';

const SREG = 0x5f;
const CARRY = 0x01;
const T = 0x40;

/**
 * Executes an instruction that touches only registers and their flags, kinds 1 to 22 of
 * `decode-instruction.ts`. Gives the cycles it takes.
 */
export function arithmetic(data: Uint8Array, word: number): number {
  const a = (word >> 8) & 0xff;
  const b = word >>> 16;
  const left = data[a] ?? 0;
  const right = b < CONSTANT ? (data[b] ?? 0) : b & 0xff;
  const status = data[SREG] ?? 0;
  const carry = status & CARRY;
  // Literals, because V8 makes a jump table only of these.
  switch (word & 0xff) {
    case 1: // ADD
      data[SREG] = flags.added(status, left, right, left + right);
      data[a] = left + right;
      return 1;
    case 2: // ADC
      data[SREG] = flags.added(status, left, right, left + right + carry);
      data[a] = left + right + carry;
      return 1;
    case 3: // SUB, SUBI
      data[SREG] = flags.subtracted(status, left, right, left - right);
      data[a] = left - right;
      return 1;
    case 4: // SBC, SBCI
      data[SREG] = flags.borrowed(status, left, right, left - right - carry);
      data[a] = left - right - carry;
      return 1;
    case 5: // CP, CPI
      data[SREG] = flags.subtracted(status, left, right, left - right);
      return 1;
    case 6: // CPC
      data[SREG] = flags.borrowed(status, left, right, left - right - carry);
      return 1;
    case 7: // AND, ANDI
      data[SREG] = flags.logic(status, (data[a] = left & right));
      return 1;
    case 8: // OR, ORI
      data[SREG] = flags.logic(status, (data[a] = left | right));
      return 1;
    case 9: // EOR
      data[SREG] = flags.logic(status, (data[a] = left ^ right));
      return 1;
    case 10: // COM
      data[SREG] = flags.logic(status, (data[a] = left ^ 0xff)) | CARRY;
      return 1;
    case 11: // NEG
      data[SREG] = flags.subtracted(status, 0, left, -left);
      data[a] = -left;
      return 1;
    case 12: // SWAP
      data[a] = (left << 4) | (left >> 4);
      return 1;
    case 13: // INC
      data[SREG] = flags.counted(status, (data[a] = (left + 1) & 0xff), 0x80);
      return 1;
    case 14: // DEC
      data[SREG] = flags.counted(status, (data[a] = (left - 1) & 0xff), 0x7f);
      return 1;
    case 15: // ASR
      data[SREG] = flags.shifted(status, left, (data[a] = (left >> 1) | (left & 0x80)));
      return 1;
    case 16: // LSR
      data[SREG] = flags.shifted(status, left, (data[a] = left >> 1));
      return 1;
    case 17: // ROR
      data[SREG] = flags.shifted(status, left, (data[a] = (left >> 1) | (carry << 7)));
      return 1;
    case 18: // ADIW
      return addToPair(data, a, b, status);
    case 19: // SBIW
      return addToPair(data, a, -b, status);
    case 20: // MUL
      data[SREG] = flags.multiplied(status, left * right);
      data[0] = left * right;
      data[1] = (left * right) >> 8;
      return 2;
    case 21: // BLD
      data[a] = (left & ~(1 << b)) | (status & T ? 1 << b : 0);
      return 1;
    default:
      data[SREG] = (status & ~T) | ((left >> b) & 1 ? T : 0);
      return 1;
  }
}

function addToPair(data: Uint8Array, register: number, number: number, status: number): number {
  const value = (data[register] ?? 0) | ((data[register + 1] ?? 0) << 8);
  const result = value + number;
  data[SREG] = flags.pair(status, result, number < 0 ? value & ~result : ~value & result);
  data[register] = result;
  data[register + 1] = result >> 8;
  return 2;
}
