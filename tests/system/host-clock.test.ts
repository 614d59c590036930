import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { hostClock } from '../../host/system/host-clock.ts';
import { after, seconds } from '../../protocol/time.ts';

beforeEach(() => {
  vi.useFakeTimers({ toFake: ['setTimeout', 'clearTimeout', 'performance'] });
});
afterEach(() => {
  vi.useRealTimers();
});

describe('the clock of the host', () => {
  it('meets its deadlines, and none that was taken back', () => {
    const clock = hostClock(2);
    const met: number[] = [];
    const from = clock.now();
    for (const s of [1, 2, 3])
      clock.at(after(from, seconds(s)), () => met.push(clock.now() - from));
    clock.at(after(from, seconds(1)), () => met.push(NaN))();
    vi.advanceTimersByTime(1000);
    expect(met).toEqual([1000, 2000]);
  });

  it('counts in a sleep, and meets what was due in it at once', () => {
    const clock = hostClock();
    const met: string[] = [];
    const from = clock.now();
    const late = clock.at(after(from, seconds(9)), () => met.push('late'));
    clock.at(after(from, seconds(5)), () => {
      met.push('first');
      late();
    });
    clock.at(after(from, seconds(20)), () => met.push('next'));
    clock.skip(4000);
    expect([met, clock.now() - from]).toEqual([[], 4000]);
    clock.skip(1000);
    expect(met).toEqual(['first']);
    vi.advanceTimersByTime(15_000);
    expect(met).toEqual(['first', 'next']);
  });

  it('hurries from where it is, and so do its deadlines', () => {
    const clock = hostClock();
    const met: number[] = [];
    const from = clock.now();
    vi.advanceTimersByTime(1000);
    clock.at(after(from, seconds(11)), () => met.push(clock.now() - from));
    clock.hurry(10);
    expect([clock.now() - from, clock.speed]).toEqual([1000, 10]);
    vi.advanceTimersByTime(1000);
    expect(met).toEqual([11_000]);
    clock.hurry(1);
    vi.advanceTimersByTime(500);
    expect(clock.now() - from).toBe(11_500);
  });
});
