/** What commands read, lineups and journals: it is shown while it takes more than a moment. */
import { statSync } from 'node:fs';
import type { Fetching } from '../lineup/address.ts';
import type { Lineup } from '../lineup/lineup.ts';
import { loadLineup, loadSource } from '../lineup/load-lineup.ts';
import type { Wanted } from '../lineup/pick.ts';
import { isAddress, shownSource } from '../lineup/shown-source.ts';
import { withProgress } from '../system/progress.ts';

/** An export of so many bytes takes the thread for half a second or more, and so do journals. */
const LARGE = { export: 4_000_000, journals: 20_000_000 };

const sizeOf = (path: string): number => statSync(path, { throwIfNoEntry: false })?.size ?? 0;

function shown<T>(source: string, work: () => Promise<T>): Promise<T> {
  if (source === '-') return work();
  const doing = `${isAddress(source) ? 'fetching' : 'reading'} ${shownSource(source)}`;
  return withProgress(doing, work, {
    atOnce: !isAddress(source) && sizeOf(source) >= LARGE.export,
  });
}

/** Journals are read without a pause: a line says so where they are long. */
export const readShown = <T>(journals: readonly string[], work: () => T): Promise<T> => {
  const [first = ''] = journals;
  const many = `${String(journals.length)} journals`;
  return withProgress(
    `reading ${journals.length === 1 ? first : many}`,
    () => Promise.resolve(work()),
    { atOnce: journals.reduce((sum, path) => sum + sizeOf(path), 0) >= LARGE.journals },
  );
};

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
