/** Help on the screen: one line always, every key when asked. */
import { HELP, HELP_ALWAYS, HELP_LINES, type KeyHelp } from './keys.ts';
import type { Line } from './line.ts';
import type { Model } from './model.ts';
import { clean, wrap } from './text.ts';

const KEY_WIDTH = 10;
const COLUMN_WIDTH = 30;

/** The keys that are most likely wanted now, as many as there is room for on one line. */
export function helpLine({ snapshot }: Model, width: number): Line {
  const room = width - 1 - lengthOf(HELP_ALWAYS);
  const now = HELP_LINES[snapshot.stage.state];
  const shown = now.filter((_, i) => lengthOf(now.slice(0, i + 1)) <= room);
  let at = 1;
  return [...shown, ...HELP_ALWAYS].flatMap(([key, does]) => {
    const from = at;
    at += key.length + does.length + 3;
    return [
      { at: from, text: key, style: 'bold' as const },
      { at: from + key.length + 1, text: does },
    ];
  });
}

const lengthOf = (keys: readonly KeyHelp[]): number =>
  keys.reduce((sum, [key, does]) => sum + key.length + does.length + 3, 0);

/** Every key in exactly `rows` lines, in as many columns as stand beside each other. */
export function drawHelp(rows: number, width: number): Line[] {
  const columns = Math.max(1, Math.floor(width / COLUMN_WIDTH));
  const each = Math.ceil(HELP.length / columns);
  const across = Math.floor(width / columns);
  return Array.from({ length: rows }, (_, row) =>
    Array.from({ length: columns }, (_, column) => ({
      column,
      entry: row < each ? HELP[column * each + row] : undefined,
    })).flatMap(({ column, entry }) =>
      entry
        ? [
            { at: column * across + 1, text: entry[0], style: 'bold' as const },
            { at: column * across + 1 + KEY_WIDTH, text: `${entry[1]} ` },
          ]
        : [],
    ),
  );
}

/** Sentences in exactly `rows` lines, as many as there is room for. */
export function drawAbout(about: readonly string[], rows: number, width: number): Line[] {
  const lines = about.flatMap((sentence) => wrap(clean(sentence), Math.max(1, width - 2)));
  return Array.from({ length: rows }, (_, row) => [{ at: 1, text: lines[row] ?? '' }]);
}
