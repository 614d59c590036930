/** A session and its computer's sleep: it is kept off, and counted in where it came all the same. */
import { type HostClock } from '../system/host-clock.ts';
import { machineTime } from '../system/machine-time.ts';
import type { Session } from '../session/session.ts';
import { keepAwake } from '../system/inhibit.ts';
import { watchSleep } from '../system/sleep-watch.ts';

/** Gives the function that ends it. */
export function stayAwake(session: Session, clock: HostClock): () => void {
  const letSleep = keepAwake((sentence) => {
    session.notice(sentence);
  });
  const sinceBoot = (): number => machineTime.sinceBoot();
  const monotonic = (): number => performance.now();
  const watch = watchSleep({ sinceBoot, monotonic }, ({ slept, missing, awake }) => {
    // The virtual podium's clock stood still with this one; every other light's did not.
    const stoodStill = session.snapshot().light.kind === 'virtual' && missing > 0;
    if (!stoodStill) clock.skip(missing);
    void session.slept(slept, awake, stoodStill);
  });
  session.lookForSleep = watch.look;
  return () => {
    watch.end();
    letSleep();
  };
}
