/** Decides whether an older session goes on, and says what was found. */
import { resolve } from 'node:path';
import { createInterface } from 'node:readline/promises';
import { isLocked, refuseIfLocked } from '../journal/lock.ts';
import { formatDuration, type Duration } from '../../protocol/time.ts';
import type { Lineup } from '../lineup/lineup.ts';
import { isAddress, knownSource } from '../lineup/shown-source.ts';
import { isRecent, sameTalks } from '../session/restore.ts';
import { InputProblem } from '../system/problem.ts';
import { hourOf, untilOf } from '../system/time-of-day.ts';
import { readShown } from './load-shown.ts';
import { readSession, type FoundSession } from './read-session.ts';
import { LOOKED_AT, journalsOf, sessionsIn } from './session-folders.ts';

export interface ResumeOptions {
  readonly journal?: string;
  readonly resume?: boolean;
  readonly fresh?: boolean;
  /** What was asked for on the command line; a default is left out, since it contradicts nothing. */
  readonly rules?: string;
  readonly start?: string;
  readonly until?: string;
  readonly length?: Duration;
  readonly changeover?: Duration;
  readonly room?: string;
  readonly event?: string;
}

/** What is about to be run. */
export interface Asked {
  readonly lineup: Lineup;
  /** As the user named it. */
  readonly source: string;
  /** The folder of all sessions. */
  readonly state: string;
}

/** A file by its whole path; an address so that it is known again, without what is secret in it. */
export const wholeSource = (source: string): string =>
  source === '-' || isAddress(source) ? knownSource(source) : resolve(source);

/**
 * The session to go on with, or undefined for a fresh one. Unasked only if it is of the same lineup (and
 * room, where one is named), did not end and stopped less than ten minutes ago; else, also where it was ended
 * before its last talk, a terminal is asked, and without one it is named. Throws an InputProblem where another process is in the middle of it, or
 * where the command line says otherwise than the session.
 */
export async function oldSession(
  asked: Asked,
  options: ResumeOptions,
): Promise<FoundSession | undefined> {
  if (options.fresh === true) {
    const { journal } = options;
    if (journal !== undefined) refuseIfLocked(journal, readSession(journal)?.writer);
    return undefined;
  }
  const found = await wanted(asked, options);
  if (options.resume === true && !found)
    throw new InputProblem('there is no session to resume: leave out --resume', {
      source: options.journal ?? asked.state,
    });
  if (!found) return undefined;
  await settle(found, options);
  const torn = found.torn ? ' The last line of its journal was cut off and is ignored.' : '';
  const odd = found.odd > 0 ? ` ${String(found.odd)} damaged lines in it are ignored.` : '';
  console.error(`Resuming ${described(found)}.${torn}${odd}`);
  return found;
}

async function wanted(asked: Asked, options: ResumeOptions): Promise<FoundSession | undefined> {
  const { journal, resume } = options;
  const { same, running, other } =
    journal === undefined
      ? await readShown(journalsOf(asked.state).slice(0, LOOKED_AT), () => search(asked, options))
      : await readShown([journal], () => named(journal, asked, options));
  if (same && !same.ended && isRecent(same)) return same;
  if (running) refuseIfLocked(running.path, running.writer);
  if (resume === true) return same ?? other;
  if (same && (!same.ended || same.unfinished)) return (await confirmed(same)) ? same : undefined;
  if (!same && other && !other.ended) nameIt(other);
  return undefined;
}

interface Search {
  /** The newest session of this lineup and room that no process is in the middle of. */
  readonly same?: FoundSession | undefined;
  /** One of this lineup that another process writes. */
  readonly running?: FoundSession | undefined;
  /** The newest of another lineup. */
  readonly other?: FoundSession | undefined;
}

function search(asked: Asked, options: ResumeOptions): Search {
  let same: FoundSession | undefined;
  let running: FoundSession | undefined;
  let other: FoundSession | undefined;
  for (const one of sessionsIn(asked.state)) {
    const locked = isLocked(one.path, one.writer);
    if (!isOf(one, asked, options)) {
      if (!locked) other ??= one;
    } else if (locked) running ??= one;
    else if (same) refuseIfAnother(same, one);
    else {
      same = one;
      // By its room it is the only one, as a session without a room is for who names none.
      if (options.room !== undefined || one.settings.room === undefined) break;
    }
  }
  return { same, running, other };
}

/** Sessions of two rooms were cut off, and no room is named: nobody but the user knows which is meant. */
function refuseIfAnother(newest: FoundSession, one: FoundSession): void {
  const [mine, other] = [newest.settings.room ?? '', one.settings.room];
  const both = [newest, one].every((each) => !each.ended && isRecent(each));
  if (other === undefined || other === mine || !both) return;
  throw new InputProblem(
    `two rooms have an unfinished session of this lineup: say which with --room "${mine}" or --room "${other}", or start a new one with --fresh`,
    { source: newest.path },
  );
}

function named(journal: string, asked: Asked, options: ResumeOptions): Search {
  const found = readSession(journal);
  if (!found) return {};
  const mine = options.resume === true || isOf(found, asked, options);
  // With another lineup it is a session in another room.
  if (isLocked(found.path, found.writer)) return mine ? { running: found } : {};
  return mine ? { same: found } : { other: found };
}

function isOf(one: FoundSession, { lineup, source }: Asked, { room }: ResumeOptions): boolean {
  const { settings } = one;
  if (room !== undefined && settings.room !== undefined && settings.room !== room) return false;
  return (
    (source !== '-' && [source, wholeSource(source)].includes(settings.source ?? '')) ||
    sameTalks(one, lineup.talks)
  );
}

function described(old: FoundSession): string {
  const { path, last, items, settings } = old;
  const { state, talk } = old.place();
  const where = `talk ${String(Math.min(talk + 1, items.length))} of ${String(items.length)}, ${state}`;
  const room = settings.room === undefined ? '' : ` in ${settings.room}`;
  return `the session of ${hourOf(last)}${room} (${where}; ${path})`;
}

const nameIt = (found: FoundSession): void => {
  console.error(`There is an unfinished session: ${described(found)}. --resume continues it.`);
};

async function confirmed(found: FoundSession): Promise<boolean> {
  const answer = await ask(`Resume ${described(found)}?`);
  if (answer === undefined) nameIt(found);
  return answer === true;
}

/** What the command line asks for is what the session has, or somebody says that the session's holds. */
async function settle(found: FoundSession, options: ResumeOptions): Promise<void> {
  for (const { flag, has } of contradictions(found, options)) {
    if (await ask(`The session to resume has ${has}. Resume it without ${flag}?`)) continue;
    throw new InputProblem(
      `the session to resume has ${has}: leave out ${flag}, or start a new one with --fresh`,
      { source: found.path },
    );
  }
}

interface Contradiction {
  readonly flag: string;
  readonly has: string;
}

function contradictions({ settings }: FoundSession, options: ResumeOptions): Contradiction[] {
  const { rules, start, until, length, changeover, room, event } = options;
  const found: Contradiction[] = [];
  /** A flag is no contradiction where the session has nothing of the kind: then it is taken. */
  const compare = <T>(
    given: T | undefined,
    has: T | undefined,
    flag: string,
    said: string,
  ): void => {
    if (given !== undefined && has !== undefined && given !== has) found.push({ flag, has: said });
  };
  const its = settings;
  const hour = (text?: string): number | undefined =>
    text === undefined ? undefined : untilOf(text, undefined);
  compare(rules, its.rules, `--rules ${rules ?? ''}`, `the rules "${its.rules ?? ''}"`);
  compare(
    hour(start),
    its.start,
    `--start ${start ?? ''}`,
    `its start at ${hourOf(its.start ?? 0)}`,
  );
  compare(hour(until), its.until, `--until ${until ?? ''}`, `its end at ${hourOf(its.until ?? 0)}`);
  const usual = its.rules === undefined ? undefined : (its.length ?? 'rules');
  const said =
    its.length === undefined ? 'the length of its rules' : `talks of ${typed(its.length)}`;
  compare<Duration | string>(length, usual, `--length ${typed(length)}`, said);
  const pauses = `changeovers of ${typed(its.changeover)}`;
  compare(changeover, its.changeover, `--changeover ${typed(changeover)}`, pauses);
  compare(room, its.room, `--room "${room ?? ''}"`, `the room "${its.room ?? ''}"`);
  compare(event, its.event, `--event "${event ?? ''}"`, `the event "${its.event ?? ''}"`);
  return found;
}

const typed = (ms: Duration | undefined): string => (ms === undefined ? '' : formatDuration(ms));

/** Asks on the terminal; undefined where there is none. */
async function ask(question: string): Promise<boolean | undefined> {
  if (!process.stdin.isTTY || !process.stdout.isTTY) return undefined;
  const terminal = createInterface({ input: process.stdin, output: process.stdout });
  try {
    return /^y/i.test(await terminal.question(`${question} [y/N] `));
  } finally {
    terminal.close();
  }
}
