/**
 * Following a lineup file through the ways that editors save: writing in place, writing another file
 * and renaming it, or in several pieces. It is not read before it has been quiet for a while.
 */
import { realpathSync, statSync, unwatchFile, watch, watchFile } from 'node:fs';
import { basename, dirname } from 'node:path';
import type { Lineup } from './lineup.ts';
import { loadLineup } from './load-lineup.ts';
import type { Wanted } from './pick.ts';
import { InputProblem } from '../system/problem.ts';

export interface Following {
  /** The file was saved and says something else than before. */
  readonly saved: (lineup: Lineup) => void;
  /** The file says again, or still, what was read before: what was wrong with it is over. */
  readonly unchanged?: () => void;
  /** The file was saved with a mistake, or is gone; what was read before holds. */
  readonly failed: (problem: InputProblem) => void;
  readonly wanted?: Wanted;
  /** How long the file must be quiet before it is read, in ms. */
  readonly quiet?: number;
}

/** An editor that saves in pieces does so within a few milliseconds; synchronised folders take longer. */
const QUIET = 300;
/** Whether the folder is another one, or the file where its folder cannot be watched, is looked at so often, in ms. */
const LOOK = 1000;

/** Follows a file, last read as `known`, until the function that it gives is called. */
export function followLineup(path: string, known: Lineup, following: Following): () => void {
  const { saved, failed, wanted = {}, quiet = QUIET } = following;
  let last = JSON.stringify(known);
  let timer: NodeJS.Timeout | undefined;
  let reads = 0;
  const read = async (): Promise<void> => {
    reads += 1;
    const mine = reads;
    const result = await loadLineup(path, wanted).catch((error: unknown) => error);
    // A later reading, or the end of following, makes this one worthless.
    if (mine !== reads) return;
    if (result instanceof InputProblem) failed(result);
    else if (result instanceof Error) throw result;
    else {
      const lineup = result as Lineup;
      const said = JSON.stringify(lineup);
      if (said === last) following.unchanged?.();
      else saved(lineup);
      last = said;
    }
  };
  const settle = (): void => {
    clearTimeout(timer);
    reads += 1;
    timer = setTimeout(() => void read(), quiet);
  };
  const stops = placesOf(path).map((place) => watchPlace(place, settle));
  return () => {
    reads += 1;
    clearTimeout(timer);
    for (const stop of stops) stop();
  };
}

/** The file itself and, if it is a link, the one that it leads to. */
function placesOf(path: string): string[] {
  try {
    return [...new Set([path, realpathSync(path)])];
  } catch {
    return [path];
  }
}

/** The folder of a file, and the one that comes into its place: a folder that is replaced is a new one too. */
function watchPlace(path: string, happened: () => void): () => void {
  const folder = dirname(path);
  let known = numberOf(folder);
  let stop = watchFolder(path, happened);
  const look = setInterval(() => {
    const now = numberOf(folder);
    if (now === known) return;
    known = now;
    stop();
    stop = watchFolder(path, happened);
    happened();
  }, LOOK).unref();
  return () => {
    clearInterval(look);
    stop();
  };
}

/** Tells one folder from another of the same name; undefined where there is none. */
function numberOf(folder: string): string | undefined {
  try {
    const { dev, ino } = statSync(folder);
    return `${String(dev)} ${String(ino)}`;
  } catch {
    return undefined;
  }
}

/** The folder is watched, because a file that is renamed over another is a new file. */
function watchFolder(path: string, happened: () => void): () => void {
  const name = basename(path);
  try {
    const watcher = watch(dirname(path), { persistent: false }, (_, changed) => {
      if (changed === null || changed === name) happened();
    });
    watcher.on('error', happened);
    return () => {
      watcher.close();
    };
  } catch {
    watchFile(path, { persistent: false, interval: LOOK }, happened);
    return () => {
      unwatchFile(path, happened);
    };
  }
}
