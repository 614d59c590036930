/** Lineups for commands: what takes more than a moment is shown while it lasts. */
import { statSync } from 'node:fs';
import type { Fetching } from '../lineup/address.ts';
import type { Lineup } from '../lineup/lineup.ts';
import { loadLineup, loadSource } from '../lineup/load-lineup.ts';
import type { Wanted } from '../lineup/pick.ts';
import { isAddress, shownSource } from '../lineup/shown-source.ts';
import { withProgress } from '../system/progress.ts';

/** An export of so many bytes takes the thread for half a second or more. */
const LARGE = 4_000_000;

function isLarge(source: string): boolean {
  try {
    return statSync(source).size >= LARGE;
  } catch {
    return false;
  }
}

function shown<T>(source: string, work: () => Promise<T>): Promise<T> {
  if (source === '-') return work();
  const doing = `${isAddress(source) ? 'fetching' : 'reading'} ${shownSource(source)}`;
  return withProgress(doing, work, { atOnce: isLarge(source) });
}

/** As `loadLineup`, with its progress on a terminal. */
export const loadLineupShown = (
  source: string,
  wanted: Wanted = {},
  fetching: Fetching = {},
): Promise<Lineup> => shown(source, () => loadLineup(source, wanted, fetching));

/** As `loadSource`, with its progress on a terminal. */
export const loadSourceShown = (
  source: string,
  wanted: Wanted = {},
  fetching: Fetching = {},
): ReturnType<typeof loadSource> => shown(source, () => loadSource(source, wanted, fetching));
