/** When the screen must be drawn again although nobody has pressed anything. */
import type { Instant } from '../../protocol/time.ts';
import { clockOf, type Model, type ScreenClock } from './model.ts';

const MINUTE = 60_000;

/**
 * How many ms from the model's moment until something on the screen changes by itself: a second of
 * the clock, the lamps at `lamps`, a minute of the day, or a word about the plan.
 */
export function untilNextChange(model: Model, lamps: Instant | undefined): number {
  const { snapshot, now, wall } = model;
  const clock = clockOf(snapshot, now);
  return Math.max(
    0,
    Math.min(
      untilNext(wall, MINUTE),
      lamps === undefined ? Infinity : lamps - now,
      clock?.going === true ? untilNextSecond(clock) : Infinity,
      // A plan stands while a clock counts down, and slides while it stands still or has run over.
      clock?.going === true && !clock.over ? Infinity : untilPlanChanges(model),
    ),
  );
}

/** Until some minute of a sliding plan changes. */
function untilPlanChanges({ plan, snapshot: { until } }: Model): number {
  const ends = [plan.end, ...plan.talks.map(({ end }) => end)];
  const waits = [plan.end, plan.behind ?? 0, ...plan.talks.map(({ start }) => start)];
  return Math.min(
    ...waits.map((value) => untilNext(value, MINUTE)),
    ...(until === undefined ? [] : ends.map((end) => beyond(until - end))),
  );
}

/** Until the text of the clock changes: left is rounded up, over is rounded down. */
function untilNextSecond({ of, position }: ScreenClock): number {
  const left = of - position;
  return left > 0 ? left - (Math.ceil(left / 1000) - 1) * 1000 : 1000 - (-left % 1000);
}

/** Until a value that grows with time reaches the next multiple of `unit`. */
const untilNext = (value: number, unit: number): number => unit - (((value % unit) + unit) % unit);

/** Until room to spare that shrinks with time loses a minute, or the last of it. */
const beyond = (spare: number): number => (((spare % MINUTE) + MINUTE) % MINUTE) + 1;
