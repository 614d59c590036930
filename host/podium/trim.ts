/** Measures a podium's clock against the host's, and what correction puts it right. */
import { after, duration, type Duration } from '../../protocol/time.ts';
import { SETTINGS } from '../../protocol/wire.ts';
import type { Clock } from '../system/host-clock.ts';
import type { RoundTrip } from './clock-fit.ts';
import { roundTrip } from './clock-probe.ts';
import type { PodiumLink } from './podium-link.ts';

/** Eight probes a second: 50 of them find the offset to 2 ms, 480 the rate to 17 ppm. */
const PROBE_EVERY = duration(125);

/** A board's line is so much faster or slower than 57,600 baud says, at most: an Uno's is at 58,824. */
const LINE_IS_OFF = 0.03;

/** In the last 8 µs of a millisecond firmware may tell the next one: what it says then is left out. */
const DOUBTFUL_FROM = 0.99;

export interface ClockError {
  /** How much too fast the podium's clock is, in ppm, with the trim it has. */
  readonly ppm: number;
  /** It cannot be further off than this. */
  readonly uncertainty: number;
}

/** Asks for the time again and again for so long. Throws LinkLost. */
export async function measureClock(
  link: PodiumLink,
  clock: Clock,
  length: Duration,
): Promise<ClockError> {
  const trips: RoundTrip[] = [];
  const end = after(clock.now(), length);
  while (clock.now() < end) {
    const next = after(clock.now(), PROBE_EVERY);
    trips.push(await roundTrip(link, clock));
    await new Promise<void>((resume) => clock.at(next, resume));
  }
  return clockError(trips);
}

/**
 * What round trips tell of the rate. The podium read its clock after the request was there and before
 * the reply left: so each pair of trips bounds the rate, and the truth is between the closest bounds.
 */
export function clockError(trips: readonly RoundTrip[]): ClockError {
  const readings = trips.filter(({ clock }) => clock % 1 < DOUBTFUL_FROM).map(readingOf);
  let longest = Infinity;
  let shortest = 0;
  for (const [i, to] of readings.entries())
    for (const from of readings.slice(0, i)) {
      const counted = to.clock - from.clock;
      if (counted <= 0) continue;
      longest = Math.min(longest, (to.latest - from.earliest) / counted);
      shortest = Math.max(shortest, (to.earliest - from.latest) / counted);
    }
  if (shortest === 0) return { ppm: 0, uncertainty: Infinity };
  const slow = (1 / longest - 1) * 1e6;
  const fast = (1 / shortest - 1) * 1e6;
  // Of a clock that drifts they may cross: it has no one rate.
  return { ppm: (slow + fast) / 2, uncertainty: Math.abs(fast - slow) / 2 };
}

/** When the podium read its clock, by the host's. */
function readingOf({ sent, received, requestTakes, replyTakes, clock }: RoundTrip): {
  readonly clock: number;
  readonly earliest: number;
  readonly latest: number;
} {
  const earliest = sent + requestTakes * (1 - LINE_IS_OFF);
  return { clock, earliest, latest: Math.max(earliest, received - replyTakes * (1 - LINE_IS_OFF)) };
}

/** The setting that puts right a clock which is `ppm` too fast with the trim that it has. */
export function betterTrim(trim: number, ppm: number): number {
  const untrimmed = (1 + ppm / 1e6) / (1 + trim / 1e6);
  const { min, max } = SETTINGS.trim;
  return Math.max(min, Math.min(max, Math.round((1 / untrimmed - 1) * 1e6)));
}
