/** Rules drawn as a strip of time, one row a lamp, readable without colour. */
import type { Rules } from '../../protocol/rules.ts';
import { makeScore, type Cue, type Score } from '../../protocol/score.ts';
import { FOUR_TIERS, LAMPS, type Lamp, type Signal } from '../../protocol/signal.ts';
import { formatDuration, remaining, type Duration } from '../../protocol/time.ts';
import { clean } from './clean.ts';
import { clip, fit, widthOf } from './text.ts';

const TOP_DOWN: readonly Lamp[] = ['red', 'amber', 'green', 'blue'];
const MARGIN = 9;
/** Cells beyond the beginning of the last cue, in which its time is written. */
const ROOM_FOR_TIME = 4;
/** Letters that mark cues on the strip and in the list below it. */
const LETTERS = 'abcdefghijklmnopqrstuvwxyz';

/**
 * The score that rules give for a talk of `length`: a row of marks, a row for each lamp (`█` lit), the
 * times, and a list of the cues. No line is wider than `width` (40 at least).
 */
export function strip(rules: Rules, length: Duration, width: number): string[] {
  const score = makeScore(rules, length, FOUR_TIERS);
  const cells = Math.max(31, width - MARGIN - 1);
  const starts = startsOf(score, length, cells);
  const lamps = TOP_DOWN.filter((lamp) => lamp !== 'blue' || score.cues.some(lights('blue')));
  return [
    row('', marksOf(starts, cells)),
    ...lamps.map((lamp) => row(lamp, lampRow(score, lamp, starts, cells))),
    row('', timesOf(score, starts, length)),
    ...cueLines(score, length),
    ...repeatLine(score),
  ].map((line) => clip(line.trimEnd(), width));
}

/** The cell in which each cue begins. Each has one of its own, so that none is too short to be seen. */
function startsOf({ cues, repeat }: Score, length: Duration, cells: number): number[] {
  const last = Math.max(length, cues.at(-1)?.due ?? 0) + repeat.every * repeat.times;
  // A little is left beyond the last cue, so that it can be seen to last.
  const each = (last * 1.08) / cells;
  let free = 0;
  return cues.map(({ due }, i) => {
    const latest = cells - ROOM_FOR_TIME - (cues.length - i);
    const start = Math.min(latest, Math.max(free, Math.round(due / each)));
    free = start + 1;
    return start;
  });
}

const row = (name: string, drawn: string): string => `${name.padStart(MARGIN - 2)}  ${drawn}`;

function marksOf(starts: readonly number[], cells: number): string {
  const marks = Array<string>(cells).fill(' ');
  for (const [i, start] of starts.entries()) marks[start] = letterOf(i);
  return marks.join('');
}

const letterOf = (index: number): string => LETTERS[index] ?? '*';

const lampRow = ({ cues }: Score, lamp: Lamp, starts: readonly number[], cells: number): string =>
  Array.from({ length: cells }, (_, cell) => {
    const cue = cues[starts.findLastIndex((start) => start <= cell)];
    return cue && lights(lamp)(cue) ? '█' : '·';
  }).join('');

const lights =
  (lamp: Lamp) =>
  ({ signal }: { readonly signal: Signal }): boolean =>
    (signal.lamps & LAMPS[lamp]) !== 0;

/** Times below the cues, as many as stand beside each other; start and end of the talk before others. */
function timesOf({ cues }: Score, starts: readonly number[], length: Duration): string {
  const urgent = ({ due }: Cue): number => (due === 0 || due === length ? 0 : 1);
  const order = cues.map((cue, i) => ({ cue, at: starts[i] ?? 0 }));
  const places: { readonly at: number; readonly text: string }[] = [];
  for (const { cue, at } of order.sort((a, b) => urgent(a.cue) - urgent(b.cue))) {
    const text = formatDuration(cue.due);
    const free = places.every(
      (other) => at > other.at + other.text.length || at + text.length < other.at,
    );
    if (free) places.push({ at, text });
  }
  return places
    .sort((a, b) => a.at - b.at)
    .reduce((line, { at, text }) => line + ' '.repeat(at - line.length) + text, '');
}

/** `  b  4:00  one-finger  amber  1:00 left  blinks, sound single`, in columns. */
function cueLines({ cues }: Score, length: Duration): string[] {
  const rows = cues.map((cue, i) => [
    `  ${letterOf(i)}`,
    formatDuration(cue.due).padStart(7),
    clean(cue.phase),
    lampsOf(cue).reverse().join(' + ') || 'dark',
    leftAt(cue.due, length),
    announced(cue.signal),
  ]);
  const widths = rows[0]?.map((_, column) =>
    Math.max(...rows.map((cells) => widthOf(cells[column] ?? ''))),
  );
  return rows.map((cells) => cells.map((text, i) => fit(text, widths?.[i] ?? 0)).join('  '));
}

const lampsOf = (cue: Cue): Lamp[] => TOP_DOWN.filter((lamp) => lights(lamp)(cue));

function leftAt(due: Duration, length: Duration): string {
  const { over, text } = remaining(due, length);
  if (due === length) return 'the end';
  return over ? `${text} over` : `${text} left`;
}

function announced({ announcement, sound }: Signal): string {
  const seen = announcement === 'blink' ? 'blinks' : announcement.replace('-', 's ');
  const parts = [announcement === 'none' ? '' : seen, sound === 'none' ? '' : `sound ${sound}`];
  return parts.filter((part) => part !== '').join(', ');
}

const repeatLine = ({ repeat }: Score): string[] =>
  repeat.times === 0
    ? []
    : [
        `${' '.repeat(MARGIN)}the last is announced again ${formatDuration(repeat.every)} later${
          repeat.times === 1 ? '' : `, ${String(repeat.times)} times`
        }`,
      ];
