/** One line of a screen: pieces of text at fixed columns, so that nothing moves when one changes. */
import { clip, isCertain, widthOf } from './text.ts';

export const STYLES = ['bold', 'dim', 'alert', 'chosen', 'green', 'amber', 'red', 'blue'] as const;
export type Style = (typeof STYLES)[number];

export interface Piece {
  /** Column, from 0. */
  readonly at: number;
  readonly text: string;
  readonly style?: Style | undefined;
}

export type Line = readonly Piece[];

/** How styles are written. What is not in it is written plainly. */
export interface Paint {
  readonly codes: Readonly<Partial<Record<Style, string>>>;
  /** Go to a column by its number after text whose width terminals disagree on. */
  readonly exact: boolean;
}

/** No codes at all: for tests, and for output that is not a terminal. */
export const PLAIN: Paint = { codes: {}, exact: false };

/** Without colour: bold, dim and reverse alone. */
const COLOURLESS = {
  bold: '1',
  dim: '2',
  alert: '7',
  chosen: '7',
  green: '1',
  amber: '1',
  red: '1',
  blue: '1',
};
const COLOURS_16 = {
  ...COLOURLESS,
  alert: '1;7;33',
  green: '92',
  amber: '93',
  red: '91',
  blue: '94',
};
const COLOURS_256 = {
  ...COLOURS_16,
  alert: '1;38;5;16;48;5;214',
  green: '38;5;41',
  amber: '38;5;214',
  red: '38;5;203',
  blue: '38;5;75',
};

/** The paint for a terminal of so many bits of colour, as `WriteStream.getColorDepth()` tells them. */
export function paintOf(colourDepth: number): Paint {
  if (colourDepth >= 8) return { codes: COLOURS_256, exact: true };
  return { codes: colourDepth >= 4 ? COLOURS_16 : COLOURLESS, exact: true };
}

/** The line as text: each piece at its column, cut where the next begins or the screen ends. */
export function render(line: Line, width: number, paint: Paint): string {
  let out = '';
  let column = 0;
  let certain = true;
  const pieces = line
    .filter(({ text, at }) => text !== '' && at >= 0 && at < width)
    .sort((a, b) => a.at - b.at);
  for (const [i, { at, text, style }] of pieces.entries()) {
    const shown = clip(text, Math.min(width, pieces[i + 1]?.at ?? width) - at);
    out += certain || !paint.exact ? ' '.repeat(Math.max(0, at - column)) : goTo(at);
    out += styled(shown, style, paint);
    column = at + widthOf(shown);
    certain &&= isCertain(shown);
  }
  return out;
}

const goTo = (column: number): string => `\x1b[${String(column + 1)}G`;

function styled(text: string, style: Style | undefined, { codes }: Paint): string {
  const code = style && codes[style];
  return code === undefined || text === '' ? text : `\x1b[${code}m${text}\x1b[0m`;
}
