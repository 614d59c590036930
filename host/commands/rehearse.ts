import { DEFAULT_RULES } from '../../protocol/presets.ts';
import { hostClock } from '../system/host-clock.ts';
import { exampleLineup } from './example.ts';
import { wantedOf } from '../lineup/pick.ts';
import { InputProblem } from '../system/problem.ts';
import { loadLineupShown } from './load-shown.ts';
import { shownSource } from '../lineup/shown-source.ts';
import type { Lineup } from '../lineup/lineup.ts';
import { present, printLine } from './present.ts';
import { brokerRemote, remotesOf } from './remotes.ts';
import { plausibleCourse } from '../session/course.ts';
import { CHANGEOVER } from '../session/compose.ts';
import { openSession, rosterOf } from './open-session.ts';
import { LiveReport } from './live-report.ts';
import { webOf, type RunOptions } from './run.ts';

/** A whole session takes about so long, whatever is planned. */
const REHEARSAL = 90_000;

/** Runs a session on the virtual podium, in a hurry and by itself. Nothing is recorded unasked. */
export async function rehearse(path: string | undefined, options: RunOptions): Promise<void> {
  if (!['virtual', 'none'].includes(options.light))
    throw new InputProblem('a rehearsal works without a board: use virtual or none', {
      source: `--light ${options.light}`,
    });
  const seed = options.seed ?? 1;
  const named = path ?? exampleLineup();
  const source = shownSource(named);
  const others = remotesOf(options);
  const real =
    options.talks === undefined
      ? await loadLineupShown(named, wantedOf(options), options)
      : await madeUp(options.talks, seed);
  const lineup = {
    ...real,
    name: real.name === undefined ? 'Rehearsal' : `Rehearsal: ${real.name}`,
  };
  const { rules = DEFAULT_RULES, light, room, event = real.name } = options;
  // A rehearsal is told to others only where that is asked for here, whatever the environment says.
  const told = options.broker === undefined ? [] : await brokerRemote(options, { room, event });
  const remotes = [...others, ...told];
  const { length, changeover } = options;
  const roster = await rosterOf(lineup, { rules, length }, source);
  const pause = changeover ?? lineup.changeover ?? CHANGEOVER;
  const planned = roster.given.reduce((sum, { talk }) => sum + roster.lengthOf(talk) + pause, 0);
  const speed = options.speed ?? Math.max(1, Math.ceil(planned / REHEARSAL));
  const clock = hostClock(speed);
  const live = new LiveReport();
  const listener = live.listener(options.json === true ? printLine : undefined);
  const journal = { path: options.journal, listener };
  const opened = await openSession({
    lineup,
    source,
    clock,
    journal,
    rules,
    light,
    length,
    changeover,
    played: true,
    about: { noFlash: options.flash === false || undefined },
  });
  await present(opened, clock, {
    ...options,
    says: [saidOf(speed, options.journal)],
    web: webOf(options, undefined, false, live.drawing),
    remotes,
    course: plausibleCourse(opened.session, seed),
    told: async (kept) => {
      const tell = options.json === true ? console.error : console.log;
      if (kept) await live.ended({ journal: options.journal }, tell);
      tell('No-shows and overruns were played.');
      if (options.journal === undefined)
        tell('This rehearsal was not recorded: --journal FILE records one for "claplight report".');
    },
  });
}

/** What it is, before anything else. */
function saidOf(speed: number, journal: string | undefined): string {
  const pace = speed === 1 ? 'in real time' : `${String(speed)} times as fast as in real time`;
  const kept = journal === undefined ? 'nothing is recorded' : `its journal is ${journal}`;
  return `This is a rehearsal, ${pace}: it runs by itself, plays no-shows and overruns, and ${kept}.`;
}

async function madeUp(talks: number, seed: number): Promise<Lineup> {
  const { plausibleLineup } = await import('../lineup/plausible.ts');
  return plausibleLineup(talks, seed);
}
