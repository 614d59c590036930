/** One line of a journal as it is read again: whatever was written into it, it is a line or it is odd. */
import { isoTime } from '../system/iso-time.ts';
import type { Line } from './journal.ts';

/** The line, or undefined where the text is none: cut short by a full disk, or somebody else's. */
export function lineFrom(text: string): Line | undefined {
  const value = parsed(text);
  return isLine(value) ? value : undefined;
}

/**
 * The lines of a text, undefined for those that are none; blank ones are left out. Many at once are read in half
 * of the time that they take one by one, which is how they are read where one of them is none.
 */
export function linesFrom(text: string): readonly (Line | undefined)[] {
  // A line end within a text is no JSON, so no two halves of lines pass for one.
  const texts = text.split('\n');
  const values: unknown = texts.length > 1 ? parsed(`[${texts.join(',\n')}]`) : undefined;
  if (Array.isArray(values) && values.length === texts.length) {
    if (values.every(isLine)) return values;
  }
  return texts.filter((one) => one.trim() !== '').map(lineFrom);
}

function parsed(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}

function isLine(value: unknown): value is Line {
  if (typeof value !== 'object' || value === null || Array.isArray(value)) return false;
  const { seq, time, up, type } = value as Readonly<Record<string, unknown>>;
  return (
    Number.isSafeInteger(seq) &&
    typeof time === 'string' &&
    !Number.isNaN(isoTime(time)) &&
    Number.isFinite(up) &&
    typeof type === 'string'
  );
}
