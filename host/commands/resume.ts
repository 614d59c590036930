/** Decides whether an older session goes on, and says what was found. */
import { createInterface } from 'node:readline/promises';
import type { Lineup } from '../lineup/lineup.ts';
import { InputProblem } from '../system/problem.ts';
import { newestSession } from '../session/folder.ts';
import { isLocked, refuseIfLocked } from '../journal/lock.ts';
import { isRecent, readSession, sameLineup, type OldSession } from '../session/restore.ts';
import { hourOf } from '../system/time-of-day.ts';

export interface ResumeOptions {
  readonly journal?: string;
  readonly resume?: boolean;
  readonly fresh?: boolean;
}

/**
 * The session to go on with, or undefined for a fresh one. Unasked only if it did not end, has the same
 * lineup and stopped less than ten minutes ago; else a terminal is asked, and without one it is named.
 * Throws an InputProblem where another process is in the middle of it.
 */
export async function oldSession(
  lineup: Lineup,
  folder: string,
  { journal, resume, fresh }: ResumeOptions,
): Promise<OldSession | undefined> {
  const found = journal === undefined ? newestSession(folder) : readSession(journal);
  if (resume === true && !found)
    throw new InputProblem('there is no older session to go on with: leave out --resume', {
      source: journal ?? folder,
    });
  if (!found || fresh === true) return undefined;
  const same = sameLineup(found, lineup.talks);
  if (resume === true || same) refuseIfLocked(found.path);
  if (resume !== true) {
    // With another lineup it is a session in another room.
    if (found.ended || isLocked(found.path)) return undefined;
    if (!(isRecent(found) && same) && !(await asked(found))) return undefined;
  }
  console.error(
    `Going on with ${described(found)}.${found.torn ? ' Its last line was torn and is left out.' : ''}`,
  );
  return found;
}

function described(old: OldSession): string {
  const { path, last, items } = old;
  const { state, talk } = old.place();
  const where = `talk ${String(Math.min(talk + 1, items.length))} of ${String(items.length)}, ${state}`;
  return `the session of ${hourOf(last)} (${where}; ${path})`;
}

async function asked(found: OldSession): Promise<boolean> {
  if (!process.stdin.isTTY || !process.stdout.isTTY) {
    console.error(`There is an unfinished session: ${described(found)}. --resume goes on with it.`);
    return false;
  }
  const terminal = createInterface({ input: process.stdin, output: process.stdout });
  try {
    const answer = await terminal.question(`Go on with ${described(found)}? [y/N] `);
    return /^y/i.test(answer);
  } finally {
    terminal.close();
  }
}
