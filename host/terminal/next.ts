/** When the screen must be drawn again although nobody has pressed anything. */
import type { Instant } from '../../protocol/time.ts';
import { clockOf, type Model, type ScreenClock } from './model.ts';

const MINUTE = 60_000;

/**
 * How many ms from the model's moment until something on the screen changes by itself: a second of
 * the clock, the lamps at `lamps`, a minute of the day, or a word about the plan.
 */
export function untilNextChange(model: Model, lamps: Instant | undefined): number {
  const { plan, snapshot, now, wall } = model;
  const clock = clockOf(snapshot, now);
  const waits = [untilNext(wall, MINUTE)];
  if (lamps !== undefined) waits.push(lamps - now);
  if (clock?.going === true) waits.push(untilNextSecond(clock));
  // The plan slides while the clock stands or has run over: then its minutes change between seconds.
  waits.push(untilNext(plan.end, MINUTE));
  for (const talk of plan.talks) waits.push(untilNext(talk.start, MINUTE));
  if (plan.behind !== undefined) waits.push(untilNext(plan.behind, MINUTE));
  const { until } = snapshot;
  if (until !== undefined)
    for (const end of [plan.end, ...plan.talks.map((talk) => talk.end)])
      waits.push(beyond(until - end));
  return Math.max(0, Math.min(...waits));
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
