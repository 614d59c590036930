/** `claplight load`: a lineup into a podium, which then works with no computer. */
import { hostClock } from '../system/host-clock.ts';
import type { Fetching } from '../lineup/address.ts';
import { loadLineupShown } from './load-shown.ts';
import { withProgress } from '../system/progress.ts';
import { shownSource } from '../lineup/shown-source.ts';
import { wantedOf, type Wanted } from '../lineup/pick.ts';
import { lampsOf } from '../podium/podium-settings.ts';
import { PodiumTimekeeper } from '../podium/podium-timekeeper.ts';
import { hourOf } from '../system/time-of-day.ts';
import { programmeOf } from '../session/compose.ts';
import { rosterOf, type Usual } from './open-session.ts';
import { podiumAt } from '../light/one-board.ts';
import { scheduleOf, type Evening } from './schedule.ts';

/** Gives a sentence for people. */
async function loadPodium(named: string, options: LoadOptions): Promise<string> {
  const lineup = await loadLineupShown(named, wantedOf(options), options);
  const source = shownSource(named);
  const roster = await rosterOf(lineup, options, source);
  programmeOf(roster, source); // What is wrong with it is said before any port is opened.
  const podium = await withProgress('looking for the podium', () => podiumAt(options.port));
  try {
    const name = { kind: 'podium', name: podium.name } as const;
    const keeper = await PodiumTimekeeper.greet(podium.link, hostClock(), name);
    const programme = programmeOf(roster.withLamps(await lampsOf(podium.link)), source);
    await withProgress('uploading', () => keeper.begin(programme));
    await keeper.close();
    const { begin, end } = scheduleOf(lineup, roster, { ...options, now: Date.now() });
    const hours = options.start === undefined ? '' : ` Planned: ${hourOf(begin)}–${hourOf(end)}.`;
    return `${String(programme.talks.length)} talks are in the ${podium.name}.${hours} It needs no computer now: press the button to begin a talk, press it again to end it.`;
  } finally {
    await podium.close();
  }
}

export interface LoadOptions extends Evening, Usual, Wanted, Pick<Fetching, 'allowPrivate'> {
  readonly port?: string;
}

/** Uploads a lineup into the podium. Throws InputProblem, LightProblem. */
export async function load(source: string, options: LoadOptions): Promise<void> {
  console.log(await loadPodium(source, options));
}
