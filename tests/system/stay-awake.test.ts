/** What a session is told of its computer's sleep. */
import { expect, it, vi } from 'vitest';
import { stayAwake } from '../../host/commands/stay-awake.ts';
import type { Session } from '../../host/session/session.ts';
import type { HostClock } from '../../host/system/host-clock.ts';
import { machineTime } from '../../host/system/machine-time.ts';

/** A session with a light of this kind whose computer sleeps for a minute, unseen by its monotonic clock. */
function asleep(kind: string) {
  vi.stubEnv('PATH', '/nowhere');
  let boot = 0;
  vi.spyOn(machineTime, 'sinceBoot').mockImplementation(() => boot + performance.now());
  const clock = { skip: vi.fn() };
  const session = {
    notice: vi.fn(),
    slept: vi.fn((..._how: unknown[]) => Promise.resolve()),
    snapshot: () => ({ light: { kind } }),
    lookForSleep: (): void => undefined,
  };
  const end = stayAwake(session as unknown as Session, clock as unknown as HostClock);
  boot += 60_000;
  session.lookForSleep();
  return { clock, session, end };
}

it('it is counted in, on the clock too, where the light went on meanwhile', () => {
  const { clock, session, end } = asleep('podium');
  end();
  expect(clock.skip.mock.lastCall?.[0]).toBeCloseTo(60_000, -2);
  expect(session.slept.mock.lastCall).toEqual([
    expect.closeTo(60_000, -2),
    expect.any(Number),
    false,
  ]);
});

it('the clock stays with a virtual podium, which stood still too', () => {
  const { clock, session, end } = asleep('virtual');
  end();
  expect(clock.skip).not.toHaveBeenCalled();
  expect(session.slept.mock.lastCall?.[2]).toBe(true);
});

it('where it cannot be kept off, somebody else has to do it', async () => {
  const { session, end } = asleep('none');
  await vi.waitFor(() => {
    expect(session.notice).toHaveBeenCalledWith(
      expect.stringContaining('turn off this computer’s automatic sleep'),
    );
  });
  end();
});
