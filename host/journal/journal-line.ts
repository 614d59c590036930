/** One line of a journal as it is read again: whatever was written into it, it is a line or it is odd. */
import { isoTime } from '../system/iso-time.ts';
import type { Line } from './journal.ts';

/** The line, or undefined where the text is none: cut short by a full disk, or somebody else's. */
export function lineFrom(text: string): Line | undefined {
  let value: unknown;
  try {
    value = JSON.parse(text);
  } catch {
    return undefined;
  }
  if (typeof value !== 'object' || value === null || Array.isArray(value)) return undefined;
  const { seq, time, up, type } = value as Readonly<Record<string, unknown>>;
  const whole =
    Number.isSafeInteger(seq) &&
    typeof time === 'string' &&
    !Number.isNaN(isoTime(time)) &&
    Number.isFinite(up) &&
    typeof type === 'string';
  return whole ? (value as Line) : undefined;
}
