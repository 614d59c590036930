/**
 * Sessions in hostile surroundings: `npm run soak -- --host [FIRST [LAST]]`, by default seeds 1 to 200. Real
 * processes, terminals, sockets and disks; several at once, since they mostly wait. Exit code 1 if anything was
 * lost, doubled or hung.
 */
import { monitorEventLoopDelay } from 'node:perf_hooks';
import { ChaosSession, type Chaos } from './session.ts';

/** At the same time. */
const AT_ONCE = 6;
/** A press with the token is answered within so many ms, but for one in a hundred. */
const PRESS_WITHIN = 1000;
/** Sessions that are left in peace, as many at once, tell what the machine itself does to lamps and presses. */
const QUIET_SESSIONS = 12;
/** Half of the cues come at most so many ms later than in peace: no screen shows less. */
const LATER_MOST = 8;

export async function hostile(first = 1, last = first === 1 ? 200 : first): Promise<boolean> {
  const count = last - first + 1;
  // Of a few sessions on a busy machine times say nothing.
  const isTimed = count >= 100;
  const quiet = isTimed ? await sessions(first, first + QUIET_SESSIONS - 1, true) : [];
  const delays = monitorEventLoopDelay({ resolution: 5 });
  delays.enable();
  const all = await sessions(first, last, false);
  delays.disable();
  const broken = all.filter((one) => one.broken.length > 0).length;
  const counted = all.reduce((sum, { acknowledged }) => sum + acknowledged, 0);
  console.log(`${String(counted)} presses and edits acknowledged`);
  const presses = all.flatMap((one) => one.presses);
  console.log(`presses ${spread(presses)}`);
  console.log(`other requests ${spread(all.flatMap(({ reads }) => reads))}`);
  console.log(`cues late by ${spread(lateIn(all))}`);
  if (isTimed) {
    console.log(`in peace: presses ${spread(quiet.flatMap((one) => one.presses))}`);
    console.log(`in peace: cues late by ${spread(lateIn(quiet))}`);
  }
  const own = delays.percentile(99) / 1e6;
  console.log(`who measures this was itself late by p99 ${own.toFixed(1)} ms`);
  console.log(`${String(all.length)} sessions, ${String(broken)} broken`);
  const slowest = percentile(presses, 0.99);
  const later = percentile(lateIn(all), 0.5) - percentile(lateIn(quiet), 0.5);
  return broken === 0 && (!isTimed || (slowest <= PRESS_WITHIN && later <= LATER_MOST));
}

/** Runs those seeds, a few at once. */
async function sessions(first: number, last: number, quiet: boolean): Promise<Chaos[]> {
  const all: Chaos[] = [];
  const seeds = Array.from({ length: last - first + 1 }, (_, i) => first + i);
  const work = async (): Promise<void> => {
    for (let seed = seeds.shift(); seed !== undefined; seed = seeds.shift()) {
      const told = await ChaosSession.run(seed, quiet).catch(failed);
      all.push(told);
      if (first === last) console.log(told.done.join(', '));
      for (const sentence of told.broken) console.log(`seed ${String(seed)}: ${sentence}`);
    }
  };
  await Promise.all(Array.from({ length: AT_ONCE }, work));
  return all;
}

const lateIn = (all: readonly Chaos[]): number[] => all.flatMap(({ late }) => late);

/** It did not even begin. */
const failed = (error: unknown): Chaos => ({
  broken: [error instanceof Error ? error.message : String(error)],
  done: [],
  acknowledged: 0,
  presses: [],
  reads: [],
  late: [],
});

function percentile(values: readonly number[], share: number): number {
  const sorted = [...values].sort((a, b) => a - b);
  return sorted[Math.min(sorted.length - 1, Math.floor(sorted.length * share))] ?? NaN;
}

function spread(values: readonly number[]): string {
  const at = (share: number): string => `${percentile(values, share).toFixed(1)} ms`;
  return `(${String(values.length)}): p50 ${at(0.5)}, p99 ${at(0.99)}, worst ${at(1)}`;
}
