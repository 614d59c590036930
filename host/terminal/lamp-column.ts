/** The light drawn as a column of lamps, readable without colour: a lit lamp is filled and its name is in capitals. */
import { LAMPS, type Lamp, type LampSet } from '../../protocol/signal.ts';
import type { Line, Piece } from './line.ts';

/** Top of the column first. */
const TOP_DOWN: readonly Lamp[] = ['red', 'amber', 'green', 'blue'];
const WIDTH = 8;
const NAME_AT = 3 + WIDTH + 2;

/** Columns that the drawing takes, its margin included. */
export const LAMPS_WIDTH = NAME_AT + 7;
export const SMALL_LAMPS_WIDTH = 14;

/** The column in at most `rows` lines: with a frame where there is room for one. */
export function drawLamps(lit: LampSet, present: LampSet, rows: number): Line[] {
  const tiers = TOP_DOWN.filter((lamp) => (present & LAMPS[lamp]) !== 0);
  const height = Math.floor((rows - 1 - tiers.length) / tiers.length);
  if (height < 1) return tiers.map((lamp) => smallLamp(lamp, isLit(lit, lamp)));
  return tiers.flatMap((lamp, i) => [
    [edge(i === 0 ? '╭╮' : '├┤')],
    ...Array.from({ length: height }, (_, row) => tier(lamp, isLit(lit, lamp), row === 0)),
    ...(i === tiers.length - 1 ? [[edge('╰╯')]] : []),
  ]);
}

const isLit = (lit: LampSet, lamp: Lamp): boolean => (lit & LAMPS[lamp]) !== 0;

const edge = ([left = '', right = '']: string): Piece => ({
  at: 2,
  text: left + '─'.repeat(WIDTH) + right,
  style: 'dim',
});

function tier(lamp: Lamp, lit: boolean, named: boolean): Line {
  const name = lit ? lamp.toUpperCase() : lamp;
  return [
    { at: 2, text: '│', style: 'dim' },
    { at: 3, text: lit ? '█'.repeat(WIDTH) : '', style: lamp },
    { at: 3 + WIDTH, text: '│', style: 'dim' },
    { at: NAME_AT, text: named ? name : '', style: lit ? lamp : 'dim' },
  ];
}

function smallLamp(lamp: Lamp, lit: boolean): Line {
  return [
    { at: 1, text: '▐', style: 'dim' },
    { at: 2, text: lit ? '███' : '', style: lamp },
    { at: 5, text: '▌', style: 'dim' },
    { at: 7, text: lit ? lamp.toUpperCase() : lamp, style: lit ? lamp : 'dim' },
  ];
}

/** The lit lamps in words, as on one line of a screen too small to draw them. */
export const lampWords = (lit: LampSet): string =>
  TOP_DOWN.filter((lamp) => isLit(lit, lamp))
    .join(' + ')
    .toUpperCase() || 'dark';
