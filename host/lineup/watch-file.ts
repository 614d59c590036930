/**
 * Following a lineup file through the ways that editors save: writing in place, writing another file
 * and renaming it, or in several pieces. It is not read before it has been quiet for a while.
 */
import { realpathSync, statSync, unwatchFile, watch, watchFile, type Stats } from 'node:fs';
import { realpath, stat } from 'node:fs/promises';
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
  const stopWatching = watchPlaces(path, settle);
  return () => {
    reads += 1;
    clearTimeout(timer);
    stopWatching();
  };
}

/**
 * Watches where the file lies and, if it is a link, where that leads to. Folders are looked at now and then: one
 * that is replaced is another one, and so is the one that a changed link leads to. A disk that does not answer
 * is waited for by nobody else.
 */
function watchPlaces(path: string, happened: () => void): () => void {
  // Before a session begins nobody minds waiting for the disk; later nobody may.
  let places = [...new Set([path, orElse(path, () => realpathSync(path))])];
  let known = places.map((place) =>
    nameOf(
      place,
      orElse(undefined, () => folderOf(place)),
    ),
  );
  let stops = places.map((place) => watchFolder(place, happened));
  let busy = false;
  let over = false;
  const stop = (): void => {
    for (const one of stops) one();
  };
  const look = async (): Promise<void> => {
    if (busy) return;
    busy = true;
    const real = await realpath(path).catch(() => path);
    places = [...new Set([path, real])];
    const folders = places.map((place) => stat(dirname(place)).catch(() => undefined));
    const now = (await Promise.all(folders)).map((there, i) => nameOf(places[i] ?? '', there));
    busy = false;
    if (over || now.join() === known.join()) return;
    stop();
    stops = places.map((place) => watchFolder(place, happened));
    known = now;
    happened();
  };
  const looking = setInterval(() => void look(), LOOK).unref();
  return () => {
    over = true;
    clearInterval(looking);
    stop();
  };
}

/** Tells the folder of a file from another of the same name. */
const nameOf = (place: string, there: Stats | undefined): string =>
  `${place} ${there === undefined ? 'none' : `${String(there.dev)} ${String(there.ino)}`}`;

const folderOf = (place: string): Stats => statSync(dirname(place));

function orElse<T>(otherwise: T, look: () => T): T {
  try {
    return look();
  } catch {
    return otherwise;
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
