/** Times in big digits, to be read from across a table. */

/** Rows of five; each mark is one pixel. */
const GLYPHS: Readonly<Record<string, readonly string[]>> = {
  '0': ['███', '█ █', '█ █', '█ █', '███'],
  '1': [' █ ', '██ ', ' █ ', ' █ ', '███'],
  '2': ['███', '  █', '███', '█  ', '███'],
  '3': ['███', '  █', '███', '  █', '███'],
  '4': ['█ █', '█ █', '███', '  █', '  █'],
  '5': ['███', '█  ', '███', '  █', '███'],
  '6': ['███', '█  ', '███', '█ █', '███'],
  '7': ['███', '  █', '  █', '  █', '  █'],
  '8': ['███', '█ █', '███', '█ █', '███'],
  '9': ['███', '█ █', '███', '  █', '███'],
  ':': [' ', '█', ' ', '█', ' '],
  '+': ['   ', ' █ ', '███', ' █ ', '   '],
  ' ': ['   ', '   ', '   ', '   ', '   '],
};

/** `small`: half a cell a pixel, three rows; the others have pixels of one and of two rows. */
export type DigitSize = 'small' | 'medium' | 'large';

export const DIGIT_ROWS: Readonly<Record<DigitSize, number>> = { small: 3, medium: 5, large: 10 };
const CELLS: Readonly<Record<DigitSize, number>> = { small: 1, medium: 2, large: 4 };

/**
 * The text (digits, `:`, `+`, spaces) drawn big. Texts of the same length take the same width when
 * their colons are at the same places counted from the right.
 */
export function bigDigits(text: string, size: DigitSize): string[] {
  const rows = [0, 1, 2, 3, 4].map((row) =>
    Array.from(text, (char) => GLYPHS[char]?.[row] ?? '').join(' '),
  );
  if (size === 'small') return halved(rows);
  const tall = DIGIT_ROWS[size] / 5;
  return rows.flatMap((row) => Array<string>(tall).fill(stretched(row, CELLS[size])));
}

/** Width in cells of a text drawn big. */
export function bigWidth(text: string, size: DigitSize): number {
  const pixels = Array.from(text, (char) => GLYPHS[char]?.[0]?.length ?? 0);
  return (pixels.reduce((sum, n) => sum + n + 1, 0) - 1) * CELLS[size];
}

const stretched = (row: string, by: number): string =>
  Array.from(row, (pixel) => pixel.repeat(by)).join('');

function halved(rows: readonly string[]): string[] {
  return [0, 2, 4].map((top) =>
    Array.from(rows[top] ?? '', (upper, i) => half(upper, rows[top + 1]?.[i] ?? ' ')).join(''),
  );
}

function half(upper: string, lower: string): string {
  if (upper === lower) return upper;
  return upper === ' ' ? '▄' : '▀';
}
