import type { BlockWriter } from './block-writer.ts';
import { CONSTANT } from './decode-instruction.ts';

const [C, Z, N] = [0x01, 0x02, 0x04] as const;
/** The bits that each function of `flags.ts` sets. */
const ALL = 0x3f;
const LOGIC = 0x1e;
const SHIFT = 0x1f;
const MULTIPLIED = 0x03;
const T = 0x40;

/** Writes what `arithmetic` does: kinds 1 to 22 of `decode-instruction.ts`. */
export function arithmetic(block: BlockWriter, kind: number, a: number, b: number): void {
  const left = block.get(a);
  const right = (): string => (b < CONSTANT ? block.get(b) : String(b & 0xff));
  switch (kind) {
    case 1: // ADD
    case 2: // ADC
      add(block, a, left, right(), kind === 2 ? ` + ${carry(block)}` : '');
      break;
    case 3: // SUB, SUBI
    case 5: // CP, CPI
      subtract(block, left, right(), `${left} - ${right()}`, kind === 3 ? a : undefined);
      break;
    case 4: // SBC, SBCI
    case 6: // CPC
      borrow(block, left, right(), kind === 4 ? a : undefined);
      break;
    case 7: // AND, ANDI
      logic(block, a, `${left} & ${right()}`);
      break;
    case 8: // OR, ORI
      logic(block, a, `${left} | ${right()}`);
      break;
    case 9: // EOR
      logic(block, a, left === right() ? '0' : `${left} ^ ${right()}`);
      break;
    case 10: // COM
      logic(block, a, `${left} ^ 255`);
      block.flags(C, (status) => `${status} | 1`, { [C]: '1' });
      break;
    case 11: // NEG
      subtract(block, '0', left, `-${left}`, a);
      break;
    case 12: // SWAP
      block.set(a, `${left} << 4 | ${left} >> 4`);
      break;
    case 13: // INC
      count(block, a, `${left} + 1`, 0x80);
      break;
    case 14: // DEC
      count(block, a, `${left} - 1`, 0x7f);
      break;
    case 15: // ASR
      shift(block, a, left, `${left} >> 1 | ${left} & 128`);
      break;
    case 16: // LSR
      shift(block, a, left, `${left} >> 1`);
      break;
    case 17: // ROR
      shift(block, a, left, `${left} >> 1 | ${carry(block)} << 7`);
      break;
    case 18: // ADIW
    case 19: // SBIW
      addToPair(block, a, kind === 18 ? b : -b);
      break;
    case 20: {
      // MUL
      const product = block.freshWide(`${left} * ${right()}`);
      block.flags(MULTIPLIED, (status) => `multiplied(${status}, ${product})`, {
        [C]: `${product} >> 15`,
        [Z]: `${product} === 0`,
      });
      block.set(0, product);
      block.set(1, `${product} >> 8`);
      break;
    }
    case 21: {
      // BLD
      const bit = String(1 << b);
      block.set(a, `${block.flag(T)} ? ${left} | ${bit} : ${left} & ~${bit}`);
      break;
    }
    default: // BST
      block.flags(T, (status) => `${status} & ~${String(T)} | (${left} >> ${String(b)} & 1) << 6`, {
        [T]: `${left} & ${String(1 << b)}`,
      });
  }
}

const carry = (block: BlockWriter): string => block.flag(C);

const known = (result: string) => ({
  [C]: `${result} >> 8 & 1`,
  [Z]: `(${result} & 255) === 0`,
  [N]: `${result} & 128`,
});

function add(block: BlockWriter, a: number, left: string, right: string, more: string): void {
  const sum = block.freshWide(`${left} + ${right}${more}`);
  block.flags(ALL, (status) => `added(${status}, ${left}, ${right}, ${sum})`, known(sum));
  block.set(a, sum);
}

function subtract(
  block: BlockWriter,
  left: string,
  right: string,
  difference: string,
  to: number | undefined,
): void {
  const result = block.freshWide(difference);
  const make = (status: string): string => `subtracted(${status}, ${left}, ${right}, ${result})`;
  block.flags(ALL, make, known(result));
  if (to !== undefined) block.set(to, result);
}

/** Like `subtract`, but with the borrow and for all bytes of a number together. */
function borrow(block: BlockWriter, left: string, right: string, to: number | undefined): void {
  const result = block.freshWide(`${left} - ${right} - ${carry(block)}`);
  const zero = `${block.flag(Z)} && (${result} & 255) === 0`;
  const before = block.status();
  const make = (): string => `borrowed(${before}, ${left}, ${right}, ${result})`;
  block.flags(ALL, make, { ...known(result), [Z]: zero });
  if (to !== undefined) block.set(to, result);
}

function logic(block: BlockWriter, a: number, value: string): void {
  const result = block.fresh(value);
  block.flags(LOGIC, (status) => `logic(${status}, ${result})`, plain(result));
  block.set(a, result);
}

const plain = (result: string) => ({ [Z]: `${result} === 0`, [N]: `${result} & 128` });

function count(block: BlockWriter, a: number, value: string, edge: number): void {
  const result = block.fresh(`(${value}) & 255`);
  const make = (status: string): string => `counted(${status}, ${result}, ${String(edge)})`;
  block.flags(LOGIC, make, plain(result));
  block.set(a, result);
}

function shift(block: BlockWriter, a: number, left: string, value: string): void {
  const result = block.fresh(value);
  const make = (status: string): string => `shifted(${status}, ${left}, ${result})`;
  block.flags(SHIFT, make, { ...plain(result), [C]: `${left} & 1` });
  block.set(a, result);
}

function addToPair(block: BlockWriter, a: number, number: number): void {
  const value = block.freshWide(block.pair(a));
  const result = block.freshWide(`${value} + ${String(number)}`);
  const overflow = number < 0 ? `${value} & ~${result}` : `~${value} & ${result}`;
  block.flags(SHIFT, (status) => `pair(${status}, ${result}, ${overflow})`, {
    [C]: `${result} >> 16 & 1`,
    [Z]: `(${result} & 65535) === 0`,
  });
  block.set(a, result);
  block.set(a + 1, `${result} >> 8`);
}
