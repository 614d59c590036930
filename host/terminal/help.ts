/** Help on the screen: one line always, every key when asked. */
import { HELP, HELP_LINES } from './keys.ts';
import type { Line } from './line.ts';
import type { Model } from './model.ts';

const KEY_WIDTH = 11;
const COLUMN_WIDTH = 40;

export const helpLine = ({ snapshot }: Model): Line => [
  { at: 1, text: HELP_LINES[snapshot.stage.state], style: 'dim' },
];

/** Every key in exactly `rows` lines, in as many columns as stand beside each other. */
export function drawHelp(rows: number, width: number): Line[] {
  const columns = Math.max(
    1,
    Math.floor(width / COLUMN_WIDTH),
    Math.ceil(HELP.length / Math.max(1, rows)),
  );
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
