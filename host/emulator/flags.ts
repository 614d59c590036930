/**
 * The status register after arithmetic: I T H S V N Z C from bit 7 to bit 0. All take the status
 * before it; I and T always stay.
 */
const I_AND_T = 0xc0;
const H = 0x20;
const S_AND_V = 0x18;
const NEGATIVE = 0x14;
const Z = 0x02;
const C = 0x01;

/** Z, N and S of a result that cannot overflow. */
const PLAIN = Uint8Array.from({ length: 256 }, (_, result) =>
  result === 0 ? Z : result & 0x80 ? NEGATIVE : 0,
);

/** After AND, OR, EOR: V is cleared, H and C stay. */
export function logic(status: number, result: number): number {
  return (status & (I_AND_T | H | C)) | (PLAIN[result] ?? 0);
}

/** `result` is the sum as it is, also above 255. */
export function added(status: number, left: number, right: number, result: number): number {
  const overflow = (left ^ result) & (right ^ result) & 0x80 ? S_AND_V : 0;
  const half = ((left ^ right ^ result) & 0x10) << 1;
  return (status & I_AND_T) | half | ((PLAIN[result & 0xff] ?? 0) ^ overflow) | (result >> 8);
}

/** `result` is the difference as it is, also below 0. */
export function subtracted(status: number, left: number, right: number, result: number): number {
  const overflow = (left ^ right) & (left ^ result) & 0x80 ? S_AND_V : 0;
  const half = ((left ^ right ^ result) & 0x10) << 1;
  const borrow = (result >> 8) & C;
  return (status & I_AND_T) | half | ((PLAIN[result & 0xff] ?? 0) ^ overflow) | borrow;
}

/** After SBC, SBCI and CPC, Z stays only if it was set: it is that of all bytes together. */
export function borrowed(status: number, left: number, right: number, result: number): number {
  return subtracted(status, left, right, result) & (status | ~Z);
}

/** After LSR, ASR and ROR: C is the bit that fell out. */
export function shifted(status: number, value: number, result: number): number {
  const carry = value & C;
  const overflow = ((result >> 7) ^ carry) & 1 ? S_AND_V : 0;
  return (status & (I_AND_T | H)) | ((PLAIN[result] ?? 0) ^ overflow) | carry;
}

/** After INC and DEC: `edge` is the result that means overflow; H and C stay. */
export function counted(status: number, result: number, edge: number): number {
  return logic(status, result) ^ (result === edge ? S_AND_V : 0);
}

/** After ADIW and SBIW: `result` as it is, also outside 16 bits; V is bit 15 of `overflowed`. */
export function pair(status: number, result: number, overflowed: number): number {
  const zero = (result & 0xffff) === 0 ? Z : 0;
  const negative = result & 0x8000 ? NEGATIVE : 0;
  const overflow = overflowed & 0x8000 ? S_AND_V : 0;
  const carry = (result >> 16) & C;
  return (status & (I_AND_T | H)) | zero | (negative ^ overflow) | carry;
}

/** After MUL. */
export function multiplied(status: number, product: number): number {
  return (status & ~(Z | C)) | (product === 0 ? Z : 0) | ((product >> 15) & C);
}
