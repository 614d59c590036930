import { hostClock } from '../system/host-clock.ts';
import { wantedOf, type Wanted } from '../lineup/pick.ts';
import { InputProblem } from '../system/problem.ts';
import { followFile } from './follow-file.ts';
import { exampleLineup } from './example.ts';
import type { Fetching } from '../lineup/address.ts';
import { loadLineupShown } from './load-shown.ts';
import { isAddress, shownSource } from '../lineup/shown-source.ts';
import { makeFolder, stateFolder } from '../system/paths.ts';
import { refuseMissingPort } from '../light/open-light.ts';
import type { Lineup } from '../lineup/lineup.ts';
import type { FoundSession } from './read-session.ts';
import { DEFAULT_RULES } from '../../protocol/presets.ts';
import type { Duration } from '../../protocol/time.ts';
import { oldSession, wholeSource } from './resume.ts';
import { present, printLine } from './present.ts';
import {
  discardPlaces,
  freshPlaces,
  linkJournal,
  ownFolder,
  placesOf,
  type SessionPlaces,
} from './session-folders.ts';
import { stayAwake } from './stay-awake.ts';
import { forShell, lineupForShell } from './for-shell.ts';
import { LiveReport } from './live-report.ts';
import { openSession } from './open-session.ts';
import { usualCourse } from '../session/course.ts';
import { isForeign } from '../journal/read-journal.ts';
import { startOf, untilOf } from '../system/time-of-day.ts';
import type { WebOptions } from './mirror.ts';
import { brokerRemote, remotesOf, type RemoteOptions } from './remotes.ts';

export interface RunOptions extends Wanted, RemoteOptions, Pick<Fetching, 'allowPrivate'> {
  readonly rules?: string;
  readonly event?: string;
  readonly light: string;
  readonly http?: number | false;
  readonly listen: string;
  readonly hostName?: readonly string[];
  readonly maxStreams?: number;
  readonly journal?: string;
  readonly start?: string;
  readonly until?: string;
  readonly length?: Duration;
  readonly changeover?: Duration;
  readonly speed?: number;
  readonly autopilot?: boolean;
  readonly screen: boolean;
  /** False: nothing blinks. */
  readonly flash?: boolean;
  /** Language of the screens. */
  readonly lang?: string;
  readonly json?: boolean;
  readonly open?: boolean;
  readonly digits?: boolean;
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
  if (options.digits === true && !['auto', 'virtual'].includes(light))
    throw new InputProblem(
      '--digits is for the virtual podium; "claplight wiring digits=max7219" turns on those of a real one',
      { source: `--light ${light}` },
    );
  if (options.journal !== undefined && isForeign(options.journal))
    throw new InputProblem(
      'this file is not a journal, so it is left alone: name another with --journal',
      {
        source: options.journal,
      },
    );
  if (options.open === true && options.http === false)
    throw new InputProblem('--open needs the pages that --no-http leaves out', {
      source: '--open',
    });
  const named = lineupPath ?? exampleLineup();
  const lineup = await loadLineupShown(named, wantedOf(options), options);
  const source = shownSource(named);
  const others = remotesOf(options);
  const clock = hostClock(speed);
  const state = stateFolder();
  refuseMissingPort(light);
  const old = hurried ? undefined : await oldSession({ lineup, source: named, state }, options);
  const places = hurried ? undefined : placesFor(old, state, lineup, source, options);
  const path = options.journal ?? old?.path ?? places?.journal;
  const names = {
    room: options.room ?? old?.settings.room,
    event: options.event ?? old?.settings.event ?? lineup.name,
  };
  const remotes = [...others, ...(await brokerRemote(options, names))];
  const noFlash = options.flash === false || old?.settings.noFlash === true;
  const lang = options.lang ?? old?.settings.lang;
  const live = new LiveReport(old?.path);
  const listener = live.listener(options.json === true ? printLine : undefined);
  const opened = await openSession({
    lineup,
    source,
    clock,
    journal: { path, seq: old?.seq, listener },
    prepare: () => {
      if (places) makeFolder(places.folder);
      if (!places || old) return () => undefined;
      if (options.journal !== undefined) linkJournal(places, options.journal);
      return () => {
        discardPlaces(places);
      };
    },
    rules: old?.settings.rules ?? options.rules ?? DEFAULT_RULES,
    light: hurried && light === 'auto' ? 'virtual' : light,
    eepromFile: places?.eeprom,
    digits: options.digits,
    old,
    length: options.length,
    changeover: options.changeover,
    ...hoursFor(old, options, lineup),
    about: {
      room: names.room,
      event: options.event ?? old?.settings.event,
      source: old?.settings.source ?? wholeSource(named),
      folder: places?.folder,
      noFlash: noFlash || undefined,
      lang,
    },
  });
  const file = named === '-' || isAddress(named) ? undefined : named;
  const stop =
    file === undefined ? undefined : followFile(opened.session, file, lineup, wantedOf(options));
  const filed = {
    folder: places && ownFolder(places.journal),
    journal: path,
    goOn: goOnWith(path, places, lineupPath),
  };
  const stopFiling = live.whenClosed(opened.session, filed);
  await present(opened, clock, {
    ...options,
    web: webOf({ ...options, lang }, places?.access, old !== undefined, live.drawing),
    remotes,
    // In a hurry nothing is at stake, but at the real pace somebody may think so.
    begun: hurried
      ? () => {
          if (speed === 1 && path === undefined) opened.session.notice(NO_JOURNAL);
          return () => undefined;
        }
      : () => stayAwake(opened.session, clock),
    goesOn: path !== undefined,
    course: options.autopilot === true ? usualCourse(opened.session) : undefined,
    told: async (kept) => {
      stop?.();
      stopFiling();
      if (kept) await live.ended(filed, options.json === true ? console.error : console.log);
    },
  });
}

const NO_JOURNAL =
  'The autopilot keeps no journal: if Claplight is killed, it starts again at the first talk. --journal FILE keeps one.';

/** What brings the session back where it is not over; nothing does where it was in a hurry. */
function goOnWith(
  path: string | undefined,
  places: SessionPlaces | undefined,
  lineup: string | undefined,
): string | undefined {
  if (path === undefined || !places) return undefined;
  const elsewhere = path === places.journal ? '' : ` --journal ${forShell(path)}`;
  return (
    ['claplight run', ...(lineup === undefined ? [] : [lineupForShell(lineup)])].join(' ') +
    `${elsewhere} --resume`
  );
}

function placesFor(
  old: FoundSession | undefined,
  state: string,
  lineup: Lineup,
  source: string,
  { room }: RunOptions,
): SessionPlaces {
  if (old) return placesOf(old, state);
  const file = source.replace(/.*[/\\]|\.\w+$/g, '');
  return freshPlaces(state, new Date(), room ?? lineup.name ?? file);
}

/** A session that goes on keeps its hours; those of older versions did not write them down. */
function hoursFor(
  old: FoundSession | undefined,
  asked: RunOptions,
  lineup: Lineup,
): { readonly start: number | undefined; readonly until: number | undefined } {
  const has = old?.settings ?? {};
  const unknown = has.rules === undefined;
  return {
    start: has.start ?? startOf(asked.start, unknown ? lineup.start : undefined),
    until: has.until ?? untilOf(asked.until, unknown ? lineup.end : undefined),
  };
}

/** What the command line asks of the web server. `keptIn`: see WebOptions. */
export function webOf(
  options: Omit<RunOptions, 'lang'> & { readonly lang?: string | undefined },
  keptIn: string | undefined,
  resumed: boolean,
  report?: () => unknown,
): WebOptions | undefined {
  const { http, listen, hostName = [], maxStreams, lang } = options;
  if (http === false) return undefined;
  return { port: http, listen, hostNames: hostName, maxStreams, lang, keptIn, resumed, report };
}
