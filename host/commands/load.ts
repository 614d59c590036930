/** `claplight load`: a lineup into a podium, which then works with no computer. */
import { hostClock } from '../system/host-clock.ts';
import { loadLineup } from '../lineup/load-lineup.ts';
import { lampsOf } from '../podium/podium-settings.ts';
import { PodiumTimekeeper } from '../podium/podium-timekeeper.ts';
import { programmeOf, rosterOf } from './open-session.ts';
import { podiumAt } from '../light/one-board.ts';

/** Gives a sentence for people. */
async function loadPodium(
  source: string,
  rules: string,
  path: string | undefined,
): Promise<string> {
  const roster = await rosterOf(await loadLineup(source), rules, source);
  programmeOf(roster, source); // What is wrong with it is said before any port is opened.
  const podium = await podiumAt(path);
  try {
    const name = { kind: 'podium', name: podium.name } as const;
    const keeper = await PodiumTimekeeper.greet(podium.link, hostClock(), name);
    const programme = programmeOf(roster.withLamps(await lampsOf(podium.link)), source);
    await keeper.begin(programme);
    await keeper.close();
    return `${String(programme.talks.length)} talks are in the ${podium.name}. It needs no computer now: press the button to begin a talk, press it again to end it.`;
  } finally {
    await podium.close();
  }
}

export interface LoadOptions {
  readonly rules: string;
  readonly port?: string;
}

/** Uploads a lineup into the podium. Throws InputProblem, LightProblem. */
export async function load(source: string, { rules, port }: LoadOptions): Promise<void> {
  console.log(await loadPodium(source, rules, port));
}
