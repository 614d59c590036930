/** The name of the session's clock, and its speed. */
import { expect, it } from 'vitest';
import { SessionClock } from '../../host/session/session-clock.ts';
import type { Snapshot } from '../../host/session/types.ts';
import { instant } from '../../protocol/time.ts';

function clockOf(snapshot: Partial<Snapshot> = {}) {
  const times = { session: 1000, monotonic: 0 };
  const session = {
    now: () => instant(times.session),
    snapshot: () => snapshot as Snapshot,
  };
  const clock = new SessionClock(session, () => times.monotonic);
  const pass = (monotonic: number, by = monotonic): void => {
    times.monotonic += monotonic;
    times.session += by;
  };
  return { clock, pass };
}

it('keeps its name while time passes, and through small corrections', () => {
  const { clock, pass } = clockOf();
  const { name } = clock.read();
  for (let i = 0; i < 100; i++) {
    pass(1000, 1000.5);
    expect(clock.read().name).toBe(name);
  }
});

it('gets another name with each jump, either way', () => {
  const { clock, pass } = clockOf();
  const names = [clock.read().name];
  pass(1000, 1500);
  names.push(clock.read().name);
  pass(1000, 500);
  names.push(clock.read().name);
  expect(new Set(names).size).toBe(3);
});

it('has another name on another host', () => {
  expect(clockOf().clock.read().name).not.toBe(clockOf().clock.read().name);
});

it('tells once of a correction', () => {
  const { clock, pass } = clockOf();
  expect(clock.corrected()).toBe(false);
  pass(1000, 1020);
  expect(clock.corrected()).toBe(true);
  pass(1000);
  expect(clock.corrected()).toBe(false);
});

it('finds out how fast a rehearsal runs, and then keeps its name', () => {
  const { clock, pass } = clockOf();
  for (let i = 0; i < 3; i++) {
    pass(100, 6000);
    clock.read();
  }
  expect(clock.speed).toBe(60);
  const { name } = clock.read();
  pass(2000, 120_000);
  expect(clock.read().name).toBe(name);
});

it('takes the speed that the session says', () => {
  const { clock, pass } = clockOf({ speed: 10 });
  const { name } = clock.read();
  pass(1000, 10_000);
  expect(clock.read().name).toBe(name);
  expect(clock.speed).toBe(10);
});

it('does not take a jump for a speed', () => {
  const { clock, pass } = clockOf();
  pass(1000, 60_000);
  clock.read();
  pass(1000);
  clock.read();
  expect(clock.speed).toBe(1);
});
