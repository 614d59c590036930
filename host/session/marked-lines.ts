/** Where the stage stood by a line of a journal, and where it would be by now. */
import type { Placement } from '../../protocol/stage.ts';
import { duration } from '../../protocol/time.ts';
import type { Line } from '../journal/journal.ts';
import type { MachineTime } from '../system/machine-time.ts';
import type { KnownPodium } from './timekeeper.ts';
import type { Item } from './types.ts';
import { givenIn, indexNow, type EventLine } from './written-lines.ts';

/** A line, and the start of the machine in which it was written. */
export interface Marked<L extends Line = Line> {
  readonly line: L;
  readonly boot: unknown;
}

/** The podium as it was heard of last. `items`: the lineup that it held. */
export function podiumIn(
  heard: Marked<EventLine> | undefined,
  items: readonly Item[],
  last: Marked,
  times: MachineTime,
): KnownPodium | undefined {
  const { podium: boot, rev } = heard?.line ?? {};
  if (boot === undefined || rev === undefined) return undefined;
  return {
    boot,
    rev,
    items,
    place: () => placeAfter(heard, items, times),
    heardAgo: () => passed(last, times),
  };
}

/** Where the stage is now by its last line, in a lineup that may be older than that. */
export function placeAfter(
  event: Marked<EventLine> | undefined,
  items: readonly Item[],
  times: MachineTime,
): Placement {
  if (!event) return { state: 'standby', talk: 0, elapsed: null, granted: duration(0) };
  const { state, elapsed, granted, late = 0 } = event.line;
  const talk = indexNow(event.line, givenIn(items));
  const goes = elapsed !== null && state !== 'held';
  const sinceEvent = (): number => late + Math.max(0, passed(event, times));
  return {
    state,
    talk,
    elapsed: elapsed === null ? null : duration(elapsed + (goes ? sinceEvent() : 0)),
    granted: duration(granted),
  };
}

/**
 * How many ms ago a line was written: by the machine's uptime, which nobody sets. Where the machine was
 * started anew since, only the time of day tells.
 */
export function passed({ line: { up, time }, boot }: Marked, times: MachineTime): number {
  const by = times.sinceBoot() - up * 1000;
  const known = boot !== undefined && times.boot !== undefined;
  const same = known ? boot === times.boot : by >= 0;
  return same ? by : times.wall() - Date.parse(time);
}
