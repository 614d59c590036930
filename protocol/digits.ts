/**
 * What digits on the podium say at a moment: a pure function of the stage and the time.
 * `firmware/claplight/digits.cpp` is its twin, up to twelve days in one talk: there a podium folds its position.
 */
import { scoreOf, type Programme } from './programme.ts';
import { elapsedOf, positionOf, type Stage } from './stage.ts';
import { remaining, type Duration, type Instant } from './time.ts';

/** The modules: none, eight digits, or four digits and a colon. Their order is that of the setting. */
export const DIGIT_MODULES = ['none', 'max7219', 'tm1637'] as const;
export type DigitModule = (typeof DIGIT_MODULES)[number];
/** How many digits each of them has. */
export const DIGIT_WIDTHS = { none: 0, max7219: 8, tm1637: 4 } as const;
export const LONGEST_DIGITS = 8;

/** Time left, or time passed. */
export const DIGIT_COUNTS = ['down', 'up'] as const;
/** Past the end of a talk: count on, stop where the end was, go dark. */
export const DIGIT_OVERS = ['count-on', 'stop', 'dark'] as const;
/** Between two talks: dark, the time since the last one ended, dashes. */
export const DIGIT_CHANGEOVERS = ['dark', 'since', 'dashes'] as const;

export interface DigitsSettings {
  readonly module: DigitModule;
  readonly count: (typeof DIGIT_COUNTS)[number];
  readonly over: (typeof DIGIT_OVERS)[number];
  readonly changeover: (typeof DIGIT_CHANGEOVERS)[number];
}

/** Cells of digits: 0 … 9, these, and a point or colon behind any of them. The MAX7219 has the same code. */
export const CELL = { dash: 0x0a, blank: 0x0f, point: 0x80 } as const;
/** A lamp test lights all that there is. */
export const CELL_FULL = 8 | CELL.point;
/** The segments of cells 0 … 15: bit 0 is the upper bar, then clockwise, bit 6 the bar in the middle. */
export const SEGMENTS: readonly number[] = [
  ...[0x3f, 0x06, 0x5b, 0x4f, 0x66, 0x6d, 0x7d, 0x07, 0x7f, 0x6f, 0x40],
  ...[0, 0, 0, 0, 0],
];

/** On hold they are lit for so long, in ms, of each period: slower than once a second. */
export const DIGITS_BLINK = { period: 2000, lit: 1500 } as const;

export interface DigitsScene {
  readonly programme: Programme;
  readonly stage: Stage;
}

/** The cells, from the left; as many as the module has. */
export function digitsAt(scene: DigitsScene, settings: DigitsSettings, now: Instant): number[] {
  const width = DIGIT_WIDTHS[settings.module];
  const { programme, stage } = scene;
  const score = scoreOf(programme, stage);
  if (!score) return empty(width);
  if (stage.state === 'standby') return between(scene, settings, now);
  const dark = stage.state === 'held' && now % DIGITS_BLINK.period >= DIGITS_BLINK.lit;
  if (dark && programme.talks[stage.talk]?.noFlash !== true) return empty(width);
  return talkCells(positionOf(stage, now), score.length, settings);
}

function between({ stage }: DigitsScene, settings: DigitsSettings, now: Instant): number[] {
  const width = DIGIT_WIDTHS[settings.module];
  if (settings.changeover === 'dashes') return new Array<number>(width).fill(CELL.dash);
  if (settings.changeover === 'dark' || stage.anchor === null) return empty(width);
  return timeCells(width, Math.floor(elapsedOf(stage, now) / 1000), {});
}

function talkCells(position: Duration, length: Duration, settings: DigitsSettings): number[] {
  const width = DIGIT_WIDTHS[settings.module];
  const { over, seconds } = remaining(position, length);
  const up = settings.count === 'up';
  if (!over)
    return up
      ? timeCells(width, Math.max(0, Math.floor(position / 1000)), {})
      : timeCells(width, seconds, { left: true });
  if (settings.over === 'dark') return empty(width);
  const passed = settings.over === 'stop' ? 0 : seconds;
  return up
    ? timeCells(width, Math.floor(length / 1000) + passed, {})
    : timeCells(width, passed, { sign: passed > 0 });
}

const empty = (width: number): number[] => new Array<number>(width).fill(CELL.blank);

/**
 * Seconds as `h.mm.ss` or `m.ss` at the right. What has no room is told in whole minutes, with no
 * point: those left are rounded up, all others down.
 */
function timeCells(
  width: number,
  seconds: number,
  { sign = false, left = false }: { sign?: boolean; left?: boolean },
): number[] {
  const digits = width - (sign ? 1 : 0);
  const minutes = Math.floor(seconds / 60);
  const fine = digits > 4 || minutes < 10 ** (digits - 2);
  const tail = fine
    ? [...clockCells(minutes, digits > 4), ...two(seconds % 60)]
    : numberCells(left ? Math.ceil(seconds / 60) : minutes);
  const cells = [...empty(width), ...(sign ? [CELL.dash] : []), ...tail];
  return cells.slice(-width);
}

const clockCells = (minutes: number, hours: boolean): number[] => {
  const whole =
    hours && minutes >= 60
      ? [...pointed(numberCells(Math.floor(minutes / 60))), ...two(minutes % 60)]
      : numberCells(minutes);
  return pointed(whole);
};

const numberCells = (n: number): number[] => Array.from(String(n), Number);
const two = (n: number): number[] => [Math.floor(n / 10), n % 10];
const pointed = (cells: readonly number[]): number[] =>
  cells.map((cell, i) => (i === cells.length - 1 ? cell | CELL.point : cell));

/** What cells say, as people write it: `4:37`, `-0:07`, `--------`, or nothing. */
export const digitsText = (cells: readonly number[]): string =>
  cells
    .map((cell) => glyph(cell & ~CELL.point) + (cell & CELL.point ? ':' : ''))
    .join('')
    .trim();

const glyph = (cell: number): string => (cell <= 9 ? String(cell) : cell === CELL.dash ? '-' : ' ');
