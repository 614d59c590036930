import type { Fetching } from '../lineup/address.ts';
import { loadSourceShown } from './load-shown.ts';
import { overview } from '../lineup/overview.ts';
import { wantedOf, wantsNothing, type Wanted } from '../lineup/pick.ts';
import { lineupOf } from '../lineup/read-lineup.ts';
import { writeCsv } from '../lineup/write.ts';

/** Prints a lineup picked from an export, to be edited by hand; with nothing picked, what is there. */
export interface ImportOptions extends Wanted, Pick<Fetching, 'allowPrivate'> {}

export async function importLineup(where: string, wanted: ImportOptions): Promise<void> {
  const source = await loadSourceShown(where, wantedOf(wanted), wanted);
  if (source.kind === 'export' && wantsNothing(wanted)) {
    console.log(overview(source.export).join('\n'));
    return;
  }
  const lineup = lineupOf(source, wantedOf(wanted));
  process.stdout.write(writeCsv(lineup));
  for (const { message, line } of lineup.remarks)
    console.error(`note: ${line === undefined ? '' : `line ${String(line)}: `}${message}`);
}
