/**
 * What a stretch of instructions leaves behind, in one small integer, which V8 hands over in a
 * register: the word at which to go on in bits 0 to 13, cycles spent in bits 14 to 21, instructions
 * executed in bits 22 to 27, and why it ended in bits 28 and 29.
 */
export const ON = 0;
/** The instruction at which it stopped is not executed: it is left to avr8js. */
export const LEFT = 1;
export const INTERRUPTS_ON = 2;
export const ASLEEP = 3;

/** After the last word of flash comes the first. */
export const LAST = 0x3fff;
/** A stretch takes fewer cycles and instructions than fit into their bits. */
export const MOST_CYCLES = 200;
export const MOST_INSTRUCTIONS = 48;

export function outcome(pc: number, cycles: number, count: number, why: number): number {
  return (pc & LAST) | (cycles << 14) | (count << 22) | (why << 28);
}

export const cyclesOf = (left: number): number => (left >> 14) & 0xff;
export const countOf = (left: number): number => (left >> 22) & 0x3f;
export const reasonOf = (left: number): number => left >> 28;
