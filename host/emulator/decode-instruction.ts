/**
 * Makes program memory ready for `interpret.ts` and `translate.ts`: a 32-bit word for each word of flash, with the kind of
 * instruction in bits 0 to 7 and its operands `a` in bits 8 to 15 and `b` in bits 16 to 31. RULES
 * tells beside each kind what they are. Kind 0, everything else, is left to avr8js.
 */
export function decode(flash: Uint16Array): Uint32Array {
  return Uint32Array.from(flash, (_, address) => decodeAt(flash, address));
}

export function decodeAt(flash: Uint16Array, address: number): number {
  const opcode = flash[address] ?? ERASED;
  if (opcode === ERASED) return 0;
  for (const [mask, match, kind, operands] of RULES) {
    if ((opcode & mask) !== match) continue;
    const [a, b] = operands(opcode, address, flash);
    return (special(kind, b) | (a << 8) | (b << 16)) >>> 0;
  }
  return 0;
}

const ERASED = 0xffff;

type Operands = (opcode: number, address: number, flash: Uint16Array) => readonly [number, number];

/** A source operand that is this or more is a constant, and else the number of a register. */
export const CONSTANT = 0x100;

const d = (opcode: number): number => (opcode >> 4) & 0x1f;
const r = (opcode: number): number => (opcode & 0xf) | ((opcode >> 5) & 0x10);

const none: Operands = () => [0, 0];
const one: Operands = (opcode) => [d(opcode), 0];
const two: Operands = (opcode) => [d(opcode), r(opcode)];
const pairs: Operands = (opcode) => [((opcode >> 4) & 0xf) * 2, (opcode & 0xf) * 2];
const constant: Operands = (opcode) => [
  16 + ((opcode >> 4) & 0xf),
  CONSTANT | (opcode & 0xf) | ((opcode >> 4) & 0xf0),
];
const pair: Operands = (opcode) => [
  24 + ((opcode >> 3) & 6),
  (opcode & 0xf) | ((opcode >> 2) & 0x30),
];
const io: Operands = (opcode) => [d(opcode), 0x20 + ((opcode & 0xf) | ((opcode >> 5) & 0x30))];
const long: Operands = (opcode, address, flash) => [d(opcode), flash[address + 1] ?? 0];
const jump: Operands = (_, address, flash) => [0, flash[address + 1] ?? 0];
const near: Operands = (opcode, address) => [0, target(address, (opcode & 0xfff) << 20)];
const branch: Operands = (opcode, address) => [
  1 << (opcode & 7),
  target(address, (((opcode >> 3) & 0x7f) << 25) >> 5),
];
const flag: Operands = (opcode) => [1 << ((opcode >> 4) & 7), 0];
const bit: Operands = (opcode) => [d(opcode), opcode & 7];
const skip: Operands = (opcode, address, flash) => [
  d(opcode),
  (1 << (opcode & 7)) | (lengthAt(flash, address + 1) << 8),
];
const skipIfEqual: Operands = (opcode, address, flash) => [
  d(opcode),
  r(opcode) | (lengthAt(flash, address + 1) << 8),
];
const ioSkip: Operands = (opcode, address, flash) => [
  0x20 + ((opcode >> 3) & 0x1f),
  (1 << (opcode & 7)) | (lengthAt(flash, address + 1) << 8),
];
/** The pointer X is register 26, Y 28 and Z 30. */
const through =
  (pointer: number): Operands =>
  (opcode) => [d(opcode), pointer];
const displaced: Operands = (opcode) => {
  const displacement = (opcode & 7) | ((opcode >> 7) & 0x18) | ((opcode >> 8) & 0x20);
  return [d(opcode), (opcode & 8 ? 28 : 30) | (displacement << 8)];
};

/** Where a jump by `offset` goes; the offset is signed and stands at the top of its 32 bits. */
function target(address: number, offset: number): number {
  return (address + 1 + (offset >> 20)) & 0x3fff;
}

function lengthAt(flash: Uint16Array, address: number): number {
  const opcode = flash[address] ?? 0;
  const isLong = (opcode & 0xfc0f) === 0x9000 || (opcode & 0xfe0c) === 0x940c;
  return isLong ? 2 : 1;
}

/**
 * Stores to the status register are told apart here. What goes to or comes from the registers, the
 * stack pointer and the status by their addresses, which no compiler does, is left to avr8js.
 */
const STATUS = 0x5f;
const OWN = [0x5d, 0x5e, STATUS];

function special(kind: number, b: number): number {
  if (kind === 34 || kind === 35) return b < 0x20 || OWN.includes(b) ? 0 : kind;
  return kind === 36 && b === STATUS ? 37 : kind;
}

/** Mask, match, kind, operands. 1 to 22 are for `arithmetic.ts`, the others for `interpret.ts`. */
const RULES: readonly (readonly [number, number, number, Operands])[] = [
  [0xfc00, 0x0c00, 1, two], // ADD: register, source
  [0xfc00, 0x1c00, 2, two], // ADC
  [0xfc00, 0x1800, 3, two], // SUB
  [0xf000, 0x5000, 3, constant], // SUBI
  [0xfc00, 0x0800, 4, two], // SBC
  [0xf000, 0x4000, 4, constant], // SBCI
  [0xfc00, 0x1400, 5, two], // CP
  [0xf000, 0x3000, 5, constant], // CPI
  [0xfc00, 0x0400, 6, two], // CPC
  [0xfc00, 0x2000, 7, two], // AND
  [0xf000, 0x7000, 7, constant], // ANDI
  [0xfc00, 0x2800, 8, two], // OR
  [0xf000, 0x6000, 8, constant], // ORI
  [0xfc00, 0x2400, 9, two], // EOR
  [0xfe0f, 0x9400, 10, one], // COM: register
  [0xfe0f, 0x9401, 11, one], // NEG
  [0xfe0f, 0x9402, 12, one], // SWAP
  [0xfe0f, 0x9403, 13, one], // INC
  [0xfe0f, 0x940a, 14, one], // DEC
  [0xfe0f, 0x9405, 15, one], // ASR
  [0xfe0f, 0x9406, 16, one], // LSR
  [0xfe0f, 0x9407, 17, one], // ROR
  [0xff00, 0x9600, 18, pair], // ADIW: register, number
  [0xff00, 0x9700, 19, pair], // SBIW
  [0xfc00, 0x9c00, 20, two], // MUL: register, register
  [0xfe08, 0xf800, 21, bit], // BLD: register, bit number
  [0xfe08, 0xfa00, 22, bit], // BST
  [0xfc00, 0x2c00, 23, two], // MOV: register, source
  [0xf000, 0xe000, 23, constant], // LDI
  [0xff00, 0x0100, 24, pairs], // MOVW: register, register
  [0xff8f, 0x9408, 25, flag], // BSET: mask
  [0xff8f, 0x9488, 26, flag], // BCLR
  [0xd200, 0x8000, 27, displaced], // LDD: register, pointer and displacement
  [0xfe0f, 0x900c, 27, through(26)], // LD X
  [0xfe0f, 0x9001, 28, through(30)], // LD Z+: register, pointer
  [0xfe0f, 0x9009, 28, through(28)], // LD Y+
  [0xfe0f, 0x900d, 28, through(26)], // LD X+
  [0xfe0f, 0x9002, 29, through(30)], // LD -Z
  [0xfe0f, 0x900a, 29, through(28)], // LD -Y
  [0xfe0f, 0x900e, 29, through(26)], // LD -X
  [0xd200, 0x8200, 30, displaced], // STD: register, pointer and displacement
  [0xfe0f, 0x920c, 30, through(26)], // ST X
  [0xfe0f, 0x9201, 31, through(30)], // ST Z+: register, pointer
  [0xfe0f, 0x9209, 31, through(28)], // ST Y+
  [0xfe0f, 0x920d, 31, through(26)], // ST X+
  [0xfe0f, 0x9202, 32, through(30)], // ST -Z
  [0xfe0f, 0x920a, 32, through(28)], // ST -Y
  [0xfe0f, 0x920e, 32, through(26)], // ST -X
  [0xf800, 0xb000, 33, io], // IN: register, address
  [0xfe0f, 0x9000, 34, long], // LDS
  [0xfe0f, 0x9200, 35, long], // STS
  [0xf800, 0xb800, 36, io], // OUT; 37 is OUT to the status register
  [0xfe0f, 0x9004, 38, one], // LPM Z: register
  [0xfe0f, 0x9005, 39, one], // LPM Z+
  [0xfe0f, 0x900f, 40, one], // POP
  [0xfe0f, 0x920f, 41, one], // PUSH
  [0xf000, 0xc000, 42, near], // RJMP: -, address
  [0xfe0e, 0x940c, 43, jump], // JMP
  [0xf000, 0xd000, 44, near], // RCALL
  [0xfe0e, 0x940e, 45, jump], // CALL
  [0xffff, 0x9508, 46, none], // RET
  [0xffff, 0x9518, 47, none], // RETI
  [0xfc00, 0xf000, 48, branch], // BRBS: mask, address
  [0xfc00, 0xf400, 49, branch], // BRBC
  [0xfe08, 0xfc00, 50, skip], // SBRC: register, mask and words to skip
  [0xfe08, 0xfe00, 51, skip], // SBRS
  [0xfc00, 0x1000, 52, skipIfEqual], // CPSE: register, register and words to skip
  [0xffff, 0x0000, 53, none], // NOP
  [0xffff, 0x9588, 54, none], // SLEEP
  [0xff00, 0x9900, 55, ioSkip], // SBIC: address, mask and words to skip
  [0xff00, 0x9b00, 56, ioSkip], // SBIS
];
