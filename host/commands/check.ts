import { existsSync } from 'node:fs';
import { dirname, resolve } from 'node:path';
import { DEFAULT_RULES } from '../../protocol/presets.ts';
import type { Duration } from '../../protocol/time.ts';
import type { Fetching } from '../lineup/address.ts';
import { loadLineupShown } from './load-shown.ts';
import { shownSource } from '../lineup/shown-source.ts';
import { wantedOf, type Wanted } from '../lineup/pick.ts';
import { replaceFile } from '../system/replace-file.ts';
import { InputProblem } from '../system/problem.ts';
import { programmeOf } from '../session/compose.ts';
import { rosterOf } from './open-session.ts';
import { emptyReport, report, type Asked } from './report-lineup.ts';
import { scheduleOf, type Schedule } from './schedule.ts';

export interface CheckOptions extends Wanted, Asked, Pick<Fetching, 'allowPrivate'> {
  readonly rules?: string;
  readonly length?: Duration;
  /** Where the schedule for the wall is written. */
  readonly print?: string;
}

/** Prints what a lineup holds, its plan and what is doubtful. Throws InputProblem for what is wrong. */
export async function check(named: string, options: CheckOptions): Promise<void> {
  const lineup = await loadLineupShown(named, wantedOf(options), options);
  const source = shownSource(named);
  if (lineup.talks.length === 0) {
    if (options.print !== undefined) throw new InputProblem('it has no talks to print', { source });
    console.log(emptyReport(lineup, source).join('\n'));
    return;
  }
  const roster = await rosterOf(
    lineup,
    { rules: options.rules ?? DEFAULT_RULES, length: options.length },
    source,
  );
  programmeOf(roster, source);
  const schedule = scheduleOf(lineup, roster, { ...options, now: Date.now() });
  console.log(report(schedule, { lineup, roster, source, asked: options }).join('\n'));
  if (options.print !== undefined) await print(schedule, options.print);
}

/** A file for a browser; what it would replace must be a page, too. */
async function print(schedule: Schedule, path: string): Promise<void> {
  const { printedSchedule } = await import('./print-schedule.ts');
  if (!/\.html?$/i.test(path))
    throw new InputProblem('the schedule is a web page: give it a name that ends in .html', {
      source: `--print ${path}`,
    });
  // A folder that is misspelt would be made.
  if (!existsSync(dirname(path)))
    throw new InputProblem(`there is no folder ${dirname(path)}: check the spelling`, {
      source: `--print ${path}`,
    });
  replaceFile(path, printedSchedule(schedule), { mode: 0o644 });
  console.log(`\n${resolve(path)}: open it in a browser and print it.`);
}
