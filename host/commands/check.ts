import { report } from './schedule.ts';
import { loadLineup } from '../lineup/load-lineup.ts';
import { wantedOf, type Wanted } from '../lineup/pick.ts';
import { programmeOf, rosterOf } from './open-session.ts';
import { untilOf } from '../system/time-of-day.ts';

export interface CheckOptions extends Wanted {
  readonly rules: string;
  readonly until?: string;
}

/** Prints what a lineup holds, its plan and what is doubtful. Throws InputProblem for what is wrong. */
export async function check(source: string, options: CheckOptions): Promise<void> {
  const lineup = await loadLineup(source, wantedOf(options));
  const roster = await rosterOf(lineup, options.rules, source);
  programmeOf(roster, source);
  const until = untilOf(options.until, lineup.end);
  console.log(report(lineup, roster, { source, now: Date.now(), until }).join('\n'));
}
