/** Text in a terminal: how wide it is, and cutting it to size. */
import stringWidth from 'string-width';

/** Drawing characters of our own, which every terminal draws one cell wide. */
const CERTAIN = /^[\x20-\x7e·–…─│╭╮╰╯├┤▐▌┄▀▄█░►▲▼●○]*$/u;

const graphemes = new Intl.Segmenter(undefined, { granularity: 'grapheme' });

/** How many cells a text takes. */
export const widthOf = (text: string): number =>
  CERTAIN.test(text) ? text.length : stringWidth(text);

/** Whether all terminals agree on the width of a text; they don't on emoji and rare scripts. */
export const isCertain = (text: string): boolean => CERTAIN.test(text);

/** The text if it takes at most `width` cells, else as much of it as fits with an ellipsis. */
export function clip(text: string, width: number): string {
  if (widthOf(text) <= width) return text;
  if (width <= 0) return '';
  let taken = '';
  let cells = 0;
  for (const { segment } of graphemes.segment(text)) {
    cells += widthOf(segment);
    if (cells > width - 1) break;
    taken += segment;
  }
  return `${taken.trimEnd()}…`;
}

/** The text in exactly `width` cells. */
export function fit(text: string, width: number): string {
  const cut = clip(text, width);
  return cut + ' '.repeat(Math.max(0, width - widthOf(cut)));
}

/** The words of a text on lines of at most `width` cells; a longer word, an address say, is broken. */
export function wrap(text: string, width: number): string[] {
  const lines: string[] = [];
  for (const word of text.split(' ')) {
    const last = lines.at(-1);
    if (last !== undefined && widthOf(`${last} ${word}`) <= width)
      lines[lines.length - 1] = `${last} ${word}`;
    else lines.push(...(word.match(new RegExp(`.{1,${String(width)}}`, 'gu')) ?? []));
  }
  return lines;
}
