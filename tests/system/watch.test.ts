import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { watchSleep, type Sleep, type SleepWatch } from '../../host/system/sleep-watch.ts';

let boot = 100_000;
let monotonic = 5000;
const seen: Sleep[] = [];
let watch: SleepWatch;

beforeEach(() => {
  vi.useFakeTimers();
  seen.length = 0;
  const clocks = { sinceBoot: () => boot, monotonic: () => monotonic };
  watch = watchSleep(clocks, (sleep) => seen.push(sleep));
});
afterEach(() => {
  watch.end();
  vi.useRealTimers();
});

/** Lets time pass in which the watch is woken once, in the end. */
function pass(ms: number, asleep = 0): void {
  boot += ms + asleep;
  monotonic += ms;
  vi.advanceTimersByTime(1000);
}

describe('the watch for sleep', () => {
  it('sees nothing in an evening, however late it is woken and coarse the boot clock is', () => {
    for (let second = 0; second < 10_000; second++) {
      pass(1000 + (second % 100) * 20);
      boot += second % 2 === 0 ? 9 : -9;
    }
    expect(seen).toEqual([]);
  });

  it('sees a sleep that the monotonic clock did not count, once', () => {
    pass(1000);
    pass(400, 598_000);
    pass(1000);
    expect(seen).toEqual([{ slept: 598_000, missing: 598_000, awake: 400 }]);
  });

  it('sees one that it did count by not having been woken', () => {
    pass(599_000);
    expect(seen).toEqual([{ slept: 598_000, missing: 0, awake: 1000 }]);
  });

  it('tells whoever looks of a sleep at once, and not again', () => {
    boot += 20_400;
    monotonic += 400;
    watch.look();
    expect(seen).toEqual([{ slept: 20_000, missing: 20_000, awake: 400 }]);
    pass(600);
    expect(seen).toHaveLength(1);
  });

  it('takes a blocked program for no sleep', () => {
    pass(12_000);
    expect(seen).toEqual([]);
  });
});
