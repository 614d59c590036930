/**
 * Digits that hang on the emulated Uno's pins: each takes the pins as its datasheet says, and throws an
 * Error at what a real module would not have understood.
 */
import type { PinState } from './pins.ts';

/** What a driven pin does to whoever listens; undefined: nobody drives it. */
export type Level = boolean | undefined;

export const levelOf = ({ outputs, levels }: PinState, pin: number): Level =>
  ((outputs >> pin) & 1) === 0 ? undefined : ((levels >> pin) & 1) === 1;

const CHARACTERS: Readonly<Record<number, string>> = {
  0x3f: '0',
  0x06: '1',
  0x5b: '2',
  0x4f: '3',
  0x66: '4',
  0x6d: '5',
  0x7d: '6',
  0x07: '7',
  0x7f: '8',
  0x6f: '9',
  0x40: '-',
  0x00: ' ',
};

/** What lit segments look like; bit 7 is the point. Trimmed: where on the module it stands is no text. */
export function textOf(digits: readonly number[]): string {
  return digits
    .map((lit) => (CHARACTERS[lit & 0x7f] ?? '?') + (lit & 0x80 ? ':' : ''))
    .join('')
    .trim();
}

export interface DigitsOnPins {
  /** What is to be read on it now; empty while it is dark. */
  readonly text: string;
  /** The pins have changed. Throws an Error at a breach of its protocol. */
  take(state: PinState, cycle: number): void;
}
