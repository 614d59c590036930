import type { Duration } from '../../protocol/time.ts';
import type { Roster } from './roster.ts';
import type { Timekeeper } from './timekeeper.ts';
import type { Entry } from './types.ts';

/** How a talk came out, or how it stands. */
export type Result = Pick<Entry, 'status' | 'took' | 'granted' | 'played'>;

/** Of a talk that is over. */
export const endedAfter = (took: Duration, granted: Duration): Result => ({
  status: 'ended',
  took,
  ...(granted !== 0 && { granted }),
});

/**
 * The lineup as screens show it. What is before the stage's talk has been: `results` tells how. What is
 * not in the programme was left out by the organisers. `played`: no-shows are made up, as in a rehearsal.
 */
export function entriesOf(
  roster: Roster,
  { programme, stage }: Timekeeper,
  results: ReadonlyMap<number, Result>,
  played = false,
): Entry[] {
  const resultOf = (id: number, index: number): Result => {
    if (index < 0) return { status: 'missed' };
    if (index < stage.talk) {
      const result = results.get(id) ?? { status: 'ended' };
      return played && result.status === 'missed' ? { ...result, played } : result;
    }
    // Nothing is on in a closed session: a talk that was added since waits until it is opened again.
    if (index > stage.talk || stage.state === 'closed') return { status: 'waiting' };
    return { status: stage.state === 'standby' ? 'next' : 'on' };
  };
  return roster.items.map(({ id, talk }) => ({
    id,
    talk,
    length: roster.lengthOf(talk),
    rules: roster.rulesOf(talk).name,
    ...resultOf(
      id,
      programme.talks.findIndex((one) => one.id === id),
    ),
  }));
}
