import { join } from 'node:path';
import { hostClock } from '../system/host-clock.ts';
import { wantedOf, type Wanted } from '../lineup/pick.ts';
import { InputProblem } from '../system/problem.ts';
import { followFile } from './follow-file.ts';
import { exampleLineup } from './example.ts';
import { loadLineup } from '../lineup/load-lineup.ts';
import { stateFolder } from '../system/paths.ts';
import { oldSession } from './resume.ts';
import { present, printLine } from './present.ts';
import { freshJournal } from '../session/folder.ts';
import { stayAwake } from './stay-awake.ts';
import { openSession } from './open-session.ts';
import { usualCourse } from '../session/course.ts';
import { untilOf } from '../system/time-of-day.ts';
import type { WebOptions } from './mirror.ts';

export interface RunOptions extends Wanted {
  readonly rules: string;
  readonly light: string;
  readonly http?: number | false;
  readonly listen: string;
  readonly hostName?: readonly string[];
  readonly maxStreams?: number;
  readonly journal?: string;
  readonly until?: string;
  readonly speed?: number;
  readonly autopilot?: boolean;
  readonly screen: boolean;
  readonly json?: boolean;
  readonly resume?: boolean;
  readonly fresh?: boolean;
  readonly talks?: number;
  readonly seed?: number;
}

/** Runs a session until it is quit; with the autopilot until it is closed. */
export async function run(lineupPath: string | undefined, options: RunOptions): Promise<void> {
  const { speed = 1, light } = options;
  const hurried = speed !== 1 || options.autopilot === true;
  if (hurried && !['auto', 'virtual', 'none'].includes(light))
    throw new InputProblem('--speed and --autopilot are for lights without a board', {
      source: `--light ${light}`,
    });
  const source = lineupPath ?? exampleLineup();
  const lineup = await loadLineup(source, wantedOf(options));
  const clock = hostClock(speed);
  const folder = stateFolder();
  const old = hurried ? undefined : await oldSession(lineup, folder, options);
  const usual = old?.path ?? freshJournal(folder, new Date());
  const path = options.journal ?? (hurried ? undefined : usual);
  const opened = await openSession({
    lineup,
    source,
    clock,
    journal: { path, seq: old?.seq, listener: options.json === true ? printLine : undefined },
    folder: hurried ? undefined : folder,
    rules: options.rules,
    light: hurried && light === 'auto' ? 'virtual' : light,
    eepromFile: hurried ? undefined : join(folder, 'virtual-podium.eeprom'),
    old,
    until: untilOf(options.until, lineup.end),
  });
  const file = source === '-' || /^\w+:\/\//.test(source) ? undefined : source;
  const stop =
    file === undefined ? undefined : followFile(opened.session, file, lineup, wantedOf(options));
  await present(opened, clock, {
    ...options,
    web: webOf(options, hurried ? undefined : join(folder, 'mirror.json'), old !== undefined),
    // In a hurry nothing is at stake.
    begun: hurried ? undefined : () => stayAwake(opened.session, clock),
    course: options.autopilot === true ? usualCourse(opened.session) : undefined,
  });
  stop?.();
}

/** What the command line asks of the web server. `keptIn`: see WebOptions. */
export function webOf(
  options: RunOptions,
  keptIn: string | undefined,
  resumed: boolean,
): WebOptions | undefined {
  const { http, listen, hostName = [], maxStreams } = options;
  if (http === false) return undefined;
  return { port: http, listen, hostNames: hostName, maxStreams, keptIn, resumed };
}
