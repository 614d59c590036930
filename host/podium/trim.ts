/** Measures a podium's clock against the host's, and what correction puts it right. */
import { after, duration, since, type Duration } from '../../protocol/time.ts';
import { SETTINGS } from '../../protocol/wire.ts';
import type { Clock } from '../clock.ts';
import { ClockFit, type RoundTrip } from './clock-fit.ts';
import { roundTrip } from './clock-probe.ts';
import type { PodiumLink } from './link.ts';

/** Eight probes a second: 50 of them find the offset to 2 ms, 480 the rate to 17 ppm. */
const PROBE_EVERY = duration(125);

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
  const fit = new ClockFit(Infinity);
  const end = after(clock.now(), length);
  while (clock.now() < end) {
    const next = after(clock.now(), PROBE_EVERY);
    const trip = await roundTrip(link, clock);
    trips.push(trip);
    fit.add(trip);
    await new Promise<void>((resume) => clock.at(next, resume));
  }
  return { ppm: fit.drift, uncertainty: uncertaintyOf(trips) };
}

/** The quickest trips at both ends bound the rate: each offset is off by half of its slack at most. */
function uncertaintyOf(trips: readonly RoundTrip[]): number {
  const third = Math.max(1, Math.floor(trips.length / 3));
  const first = quickest(trips.slice(0, third));
  const last = quickest(trips.slice(-third));
  const span = since(first.sent, last.sent);
  return span > 0 ? ((slackOf(first) + slackOf(last)) / 2 / span) * 1e6 : Infinity;
}

const slackOf = ({ sent, received, requestTakes, replyTakes }: RoundTrip): number =>
  Math.max(0, received - sent - requestTakes - replyTakes);

function quickest(trips: readonly RoundTrip[]): RoundTrip {
  const [first, ...more] = trips;
  if (!first) throw new RangeError('no round trip was measured');
  return more.reduce((best, trip) => (slackOf(trip) < slackOf(best) ? trip : best), first);
}

/** The setting that puts right a clock which is `ppm` too fast with the trim that it has. */
export function betterTrim(trim: number, ppm: number): number {
  const untrimmed = (1 + ppm / 1e6) / (1 + trim / 1e6);
  const { min, max } = SETTINGS.trim;
  return Math.max(min, Math.min(max, Math.round((1 / untrimmed - 1) * 1e6)));
}
