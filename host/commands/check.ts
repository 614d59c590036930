import { report } from '../report.ts';
import { loadLineup } from '../lineup/load.ts';
import { programmeOf, rosterOf } from '../session/open.ts';
import { nextTime } from '../time-of-day.ts';

export interface CheckOptions {
  readonly rules: string;
  readonly until?: string;
}

/** Prints what a lineup holds, its plan and what is doubtful. Throws InputProblem for what is wrong. */
export async function check(source: string, options: CheckOptions): Promise<void> {
  const lineup = await loadLineup(source);
  const roster = await rosterOf(lineup, options.rules, source);
  programmeOf(roster, source);
  const now = new Date();
  const until = options.until === undefined ? undefined : nextTime(options.until, now);
  console.log(report(lineup, roster, { source, now: now.getTime(), until }).join('\n'));
}
