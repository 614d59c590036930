/** What the firmware's header has of digits. */
import * as digits from '../digits.ts';
import { bytes, define, defines, enumeration } from './c-text.ts';

export function digitTables(): string {
  const { period, lit } = digits.DIGITS_BLINK;
  return [
    enumeration('DigitModule', 'DIGIT_MODULE', digits.DIGIT_MODULES),
    enumeration('DigitCount', 'DIGIT_COUNT', digits.DIGIT_COUNTS),
    enumeration('DigitOver', 'DIGIT_OVER', digits.DIGIT_OVERS),
    enumeration('DigitChangeover', 'DIGIT_CHANGEOVER', digits.DIGIT_CHANGEOVERS),
    bytes(
      'uint8_t',
      'DIGIT_WIDTHS',
      digits.DIGIT_MODULES.map((module) => digits.DIGIT_WIDTHS[module]),
    ),
    define('LONGEST_DIGITS', digits.LONGEST_DIGITS),
    defines('CELL_', { ...digits.CELL, full: digits.CELL_FULL }),
    bytes('uint8_t', 'SEGMENTS', digits.SEGMENTS),
    defines('DIGITS_BLINK_', { period, lit }),
  ].join('\n');
}
