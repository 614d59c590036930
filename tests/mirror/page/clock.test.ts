/** The page's estimate of the session's clock. */
import { fc } from '../../support/random.ts';
import { describe, expect, it } from 'vitest';
import { ClockEstimate } from '../../../host/page/page-clock.ts';

/** A round trip at `at` of the page's clock, with so much of a delay each way. */
const trip = (at: number, there: number, back: number, session: (local: number) => number) => ({
  sent: at,
  received: at + there + back,
  session: session(at + there),
});

describe('an estimate', () => {
  const session = (local: number): number => local + 5_000;

  it('knows nothing before the first answer', () => {
    expect(new ClockEstimate().at(0)).toBeUndefined();
    expect(new ClockEstimate().error(0)).toBe(Infinity);
  });

  it('takes the middle of a round trip', () => {
    const clock = new ClockEstimate();
    clock.add(trip(1000, 10, 10, session));
    expect(clock.at(1020)).toBe(6020);
    expect(clock.error(1020)).toBe(10);
  });

  it('joins the quickest way there of one trip with the quickest way back of another', () => {
    const clock = new ClockEstimate();
    clock.add(trip(0, 1, 80, session));
    clock.add(trip(100, 80, 1, session));
    expect(clock.error(181)).toBeLessThan(1.1);
    expect(Math.abs((clock.at(181) ?? 0) - 5181)).toBeLessThan(1);
  });

  it('is never further off than it says, whatever the network does', () => {
    const delays = fc.array(fc.tuple(fc.nat(150), fc.nat(150)), { minLength: 1, maxLength: 20 });
    fc.assert(
      fc.property(delays, fc.double({ min: -5e-5, max: 5e-5, noNaN: true }), (trips, drift) => {
        const drifting = (local: number): number => local * (1 + drift) + 1e6;
        const clock = new ClockEstimate();
        trips.forEach(([there, back], i) => {
          clock.add(trip(i * 500, there, back, drifting));
        });
        const local = trips.length * 500;
        const off = Math.abs((clock.at(local) ?? NaN) - drifting(local));
        expect(off).toBeLessThanOrEqual(clock.error(local) + 1e-6);
      }),
    );
  });

  it('never goes back by a little', () => {
    const clock = new ClockEstimate();
    clock.add(trip(0, 60, 0, session));
    const before = clock.at(100) ?? 0;
    clock.add(trip(101, 0, 60, session));
    expect(clock.at(162)).toBeGreaterThanOrEqual(before);
  });

  it('follows a clock that was corrected', () => {
    const clock = new ClockEstimate();
    clock.add(trip(0, 1, 1, session));
    clock.add(trip(1000, 1, 1, (local) => session(local) - 400));
    expect(clock.at(1002)).toBe(5602);
  });

  it('measures the drift of two computers against each other', () => {
    const drift = 80e-6;
    const drifting = (local: number): number => local * (1 + drift);
    const clock = new ClockEstimate();
    for (const at of [0, 100, 200, 180_000, 360_000]) clock.add(trip(at, 1, 1, drifting));
    expect(Math.abs((clock.at(540_000) ?? 0) - drifting(540_000))).toBeLessThan(5);
  });

  it('knows when a moment of a faster session comes', () => {
    const clock = new ClockEstimate();
    clock.reset(60);
    clock.add({ sent: 0, received: 0, session: 0 });
    expect(clock.at(1000)).toBe(60_000);
    expect(clock.localOf(120_000, 1000)).toBe(2000);
  });
});
