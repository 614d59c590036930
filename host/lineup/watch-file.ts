/**
 * Following a lineup file through the ways that editors save: writing in place, writing another file
 * and renaming it, or in several pieces. It is not read before it has been quiet for a while.
 */
import { realpathSync, unwatchFile, watch, watchFile } from 'node:fs';
import { basename, dirname } from 'node:path';
import type { Lineup } from './lineup.ts';
import { loadLineup } from './load-lineup.ts';
import type { Wanted } from './pick.ts';
import { InputProblem } from '../system/problem.ts';

export interface Following {
  /** The file was saved and says something else than before. */
  readonly saved: (lineup: Lineup) => void;
  /** The file was saved with a mistake, or is gone; what was read before holds. */
  readonly failed: (problem: InputProblem) => void;
  readonly wanted?: Wanted;
  /** How long the file must be quiet before it is read, in ms. */
  readonly quiet?: number;
}

/** An editor that saves in pieces does so within a few milliseconds; synchronised folders take longer. */
const QUIET = 300;
/** Where a folder cannot be watched (some network drives), the file is looked at so often, in ms. */
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
      if (said !== last) saved(lineup);
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

/** The folder is watched, because a file that is renamed over another is a new file. */
function watchPlace(path: string, happened: () => void): () => void {
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
