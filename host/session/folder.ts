/** The folder of journals: which session was the last, and where the next one goes. */
import { readdirSync } from 'node:fs';
import { join } from 'node:path';
import { stamp } from '../system/paths.ts';
import { readSession, type OldSession } from './restore.ts';

const NAME = /^session-.*\.jsonl$/;
/** Journals in which no session was begun are passed over, but not for ever. */
const LOOKED_AT = 20;

/** The newest session in a folder of journals, or undefined. */
export function newestSession(folder: string): OldSession | undefined {
  for (const name of journalsIn(folder).slice(-LOOKED_AT).reverse()) {
    const found = readSession(join(folder, name));
    if (found) return found;
  }
  return undefined;
}

/** A path for a new session's journal; its name comes after all that are there, if the clock was set back too. */
export function freshJournal(folder: string, date: Date): string {
  const name = `session-${stamp(date)}`;
  const last = journalsIn(folder)
    .at(-1)
    ?.replace(/\.jsonl$/, '');
  return join(folder, `${last === undefined || name > last ? name : `${last}_`}.jsonl`);
}

/** Names of journals, oldest first. */
function journalsIn(folder: string): string[] {
  let names: string[];
  try {
    names = readdirSync(folder);
  } catch {
    return [];
  }
  return names.filter((name) => NAME.test(name)).sort();
}
