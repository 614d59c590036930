/** Rules drawn as a strip of time, one row a lamp, readable without colour. */
import type { Rules } from '../../protocol/rules.ts';
import { cueAt, makeScore, type Cue, type Score } from '../../protocol/score.ts';
import { FOUR_TIERS, LAMPS, type Lamp, type Signal } from '../../protocol/signal.ts';
import { duration, formatDuration, remaining, type Duration } from '../../protocol/time.ts';
import { clean, clip, fit, widthOf } from './text.ts';

const TOP_DOWN: readonly Lamp[] = ['red', 'amber', 'green', 'blue'];
const MARGIN = 9;
/** Letters that mark cues on the strip and in the list below it. */
const LETTERS = 'abcdefghijklmnopqrstuvwxyz';

/**
 * The score that rules give for a talk of `length`: a row of marks, a row for each lamp (`█` lit), the
 * times, and a list of the cues. No line is wider than `width` (40 at least).
 */
export function strip(rules: Rules, length: Duration, width: number): string[] {
  const score = makeScore(rules, length, FOUR_TIERS);
  const cells = Math.max(31, width - MARGIN - 1);
  const scale = scaleOf(score, length, cells);
  const lamps = TOP_DOWN.filter((lamp) => lamp !== 'blue' || score.cues.some(lights('blue')));
  return [
    row('', marksOf(score, scale)),
    ...lamps.map((lamp) => row(lamp, lampRow(score, lamp, scale))),
    row('', timesOf(score, length, scale)),
    ...score.cues.map((cue, i) => clip(cueLine(cue, i, length), width)),
    ...repeatLine(score),
  ].map((line) => line.trimEnd());
}

interface Scale {
  readonly cells: number;
  /** ms a cell. */
  readonly each: number;
}

/** From the start to a little beyond the last cue, or the end of the talk. */
function scaleOf({ cues, repeat }: Score, length: Duration, cells: number): Scale {
  const last = Math.max(length, cues.at(-1)?.due ?? 0) + repeat.every * repeat.times;
  return { cells, each: (last * 1.08) / cells };
}

const cellOf = (due: number, { cells, each }: Scale): number =>
  Math.min(cells - 1, Math.round(due / each));

const row = (name: string, drawn: string): string => `${name.padStart(MARGIN - 2)}  ${drawn}`;

function marksOf({ cues }: Score, scale: Scale): string {
  const marks = Array<string>(scale.cells).fill(' ');
  for (const [i, { due }] of cues.entries()) {
    const at = cellOf(due, scale);
    if (marks[at] === ' ') marks[at] = letterOf(i);
  }
  return marks.join('');
}

const letterOf = (index: number): string => LETTERS[index] ?? '*';

/** A cell shows the last cue that begins in it, so that none is too short to be seen. */
const lampRow = (score: Score, lamp: Lamp, scale: Scale): string =>
  Array.from({ length: scale.cells }, (_, cell) => {
    const shown = score.cues.findLast(({ due }) => cellOf(due, scale) === cell);
    const cue = shown ?? score.cues[cueAt(score, duration(cell * scale.each))] ?? score.cues.at(-1);
    return cue && lights(lamp)(cue) ? '█' : '·';
  }).join('');

const lights =
  (lamp: Lamp) =>
  ({ signal }: { readonly signal: Signal }): boolean =>
    (signal.lamps & LAMPS[lamp]) !== 0;

/** Times below the cues, as many as stand beside each other; start and end of the talk before others. */
function timesOf({ cues }: Score, length: Duration, scale: Scale): string {
  const dues = [0, length, ...cues.map(({ due }) => due)];
  const places: { at: number; text: string }[] = [];
  for (const due of dues) {
    const text = formatDuration(duration(due));
    const at = Math.min(cellOf(due, scale), scale.cells - text.length);
    const free = places.every(
      (p) => at >= p.at + p.text.length + 1 || at + text.length + 1 <= p.at,
    );
    if (free) places.push({ at, text });
  }
  return places
    .sort((a, b) => a.at - b.at)
    .reduce((line, { at, text }) => line + ' '.repeat(at - line.length) + text, '');
}

/** `  b  4:00  one-finger  amber  blinks, single  1:00 left` */
function cueLine({ phase, due, signal }: Cue, index: number, length: Duration): string {
  const { over, text } = remaining(due, length);
  const left = over ? (due === length ? 'the end' : `${text} over`) : `${text} left`;
  const lamps = TOP_DOWN.filter((lamp) => lights(lamp)({ signal }));
  return [
    `  ${letterOf(index)}`,
    formatDuration(due).padStart(7),
    fit(clean(phase), Math.max(16, widthOf(clean(phase)))),
    fit(lamps.reverse().join(' + ') || 'dark', 19),
    fit(left, 12),
    [announced(signal), signal.sound === 'none' ? '' : `sound: ${signal.sound}`]
      .filter((part) => part !== '')
      .join(', '),
  ].join('  ');
}

function announced({ announcement }: Signal): string {
  if (announcement === 'none') return '';
  return announcement === 'blink' ? 'blinks' : announcement.replace('-', 's ');
}

const repeatLine = ({ repeat }: Score): string[] =>
  repeat.times === 0
    ? []
    : [
        `${' '.repeat(MARGIN)}the last is announced again ${formatDuration(repeat.every)} later${
          repeat.times === 1 ? '' : `, ${String(repeat.times)} times`
        }`,
      ];
