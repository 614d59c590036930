/** Help on the screen: one line always, every key when asked. */
import { TECHNICAL_PAUSE } from '../../protocol/message-texts.ts';
import {
  HELP,
  HELP_ALWAYS,
  HELP_LINES,
  LINEUP_ALWAYS,
  LINEUP_HELP,
  LINEUP_LINE,
  PAUSED_LINE,
  messageAlways,
  messageKeys,
  TYPING_LINE,
  UNDO,
  type KeyHelp,
} from './key-help.ts';
import type { Line } from './line.ts';
import type { Model } from './model.ts';
import { clean } from './clean.ts';
import { clip, wrap } from './text.ts';

const KEY_WIDTH = 10;
const COLUMN_WIDTH = 30;

/** The keys that are most likely wanted now, as many as there is room for on one line. */
export function helpLine(model: Model, width: number): Line {
  const [all, always] = linesOf(model);
  const room = width - 1 - lengthOf(always);
  const now = model.notes.telling ? shortened(all, room) : all;
  const shown = now.filter((_, i) => lengthOf(now.slice(0, i + 1)) <= room);
  let at = 1;
  return [...shown, ...always].flatMap(([key, does]) => {
    const from = at;
    at += key.length + does.length + 3;
    return [
      { at: from, text: key, style: 'bold' as const },
      { at: from + key.length + 1, text: does },
    ];
  });
}

function linesOf({ snapshot, notes }: Model): [KeyHelp[], readonly KeyHelp[]] {
  if (notes.telling) return [[...messageKeys(notes.telling.to)], messageAlways(notes.telling.to)];
  if (notes.lineup?.typing) return [[...TYPING_LINE], []];
  if (notes.lineup) return [[...LINEUP_LINE], LINEUP_ALWAYS];
  const { messages, stage } = snapshot;
  const paused = stage.state === 'standby' && messages.room === TECHNICAL_PAUSE;
  const keys = paused ? PAUSED_LINE : HELP_LINES[stage.state];
  return [keys.filter((key) => key !== UNDO || snapshot.undo), HELP_ALWAYS];
}

/** All of them, the last ones cut: whoever reads a message's beginning knows it, and that it is there. */
function shortened(keys: readonly KeyHelp[], room: number): KeyHelp[] {
  let excess = lengthOf(keys) - room;
  return keys
    .toReversed()
    .map(([key, does]): KeyHelp => {
      const cut = excess <= 0 ? does : clip(does, Math.max(1, does.length - excess));
      excess -= does.length - cut.length;
      return [key, cut];
    })
    .reverse();
}

const lengthOf = (keys: readonly KeyHelp[]): number =>
  keys.reduce((sum, [key, does]) => sum + key.length + does.length + 3, 0);

/** Every key in exactly `rows` lines, in as many columns as stand beside each other. */
export function drawHelp({ notes }: Model, rows: number, width: number): Line[] {
  const keys = notes.lineup ? LINEUP_HELP : HELP;
  const columns = Math.max(1, Math.floor(width / COLUMN_WIDTH));
  const each = Math.ceil(keys.length / columns);
  const across = Math.floor(width / columns);
  return Array.from({ length: rows }, (_, row) =>
    Array.from({ length: columns }, (_, column) => ({
      column,
      entry: row < each ? keys[column * each + row] : undefined,
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
