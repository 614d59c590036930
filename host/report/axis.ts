/** Scales for drawings: where a value lies, and which round values are written beside it. */
import { text, type Element } from './element.ts';

/** What is shorter, in ms, has ticks between whole minutes. */
export const SHORT = 10 * 60_000;
/** Half the width of an hour with seconds, and where drawings end. */
const HALF = 26;
const EDGE = 720;

/** An hour beside its tick; at the edge it ends there, and is not cut off. */
export const tickLabel = (x: number, y: number, hour: string): Element =>
  x > EDGE - HALF
    ? text(EDGE, y, hour, { class: 'small end' })
    : text(x, y, hour, { class: 'small middle' });

/** Where values from `from` to `to` lie between two places. */
export function scale(
  from: number,
  to: number,
  start: number,
  end: number,
): (value: number) => number {
  const span = to - from || 1;
  return (value) => start + ((value - from) / span) * (end - start);
}

const STEPS = [
  1, 2, 5, 10, 15, 30, 60, 120, 300, 600, 900, 1800, 3600, 7200, 14_400, 21_600, 43_200, 86_400,
];

/** Round moments or lengths, in ms, between two values: at most so many. */
export function ticks(from: number, to: number, most: number): number[] {
  const span = (to - from) / 1000;
  const step = (STEPS.find((one) => span / one <= most) ?? Math.ceil(span / most)) * 1000;
  const first = Math.ceil(from / step) * step;
  const found: number[] = [];
  for (let at = first; at <= to && found.length <= most; at += step) found.push(at);
  return found;
}
