/**
 * Where sessions live: each in a folder of its own, with its journal, its token and port, and the EEPROM
 * of its virtual podium. Those of older versions lie side by side in the state folder, and are found too.
 */
import { lstatSync, readdirSync, rmdirSync, symlinkSync, unlinkSync } from 'node:fs';
import { basename, dirname, join, resolve } from 'node:path';
import { stamp } from '../system/paths.ts';
import { readSession, type FoundSession } from './read-session.ts';

export interface SessionPlaces {
  readonly folder: string;
  readonly journal: string;
  /** Token and port. */
  readonly access: string;
  readonly eeprom: string;
}

const SESSIONS = 'sessions';
const JOURNAL = 'journal.jsonl';
const EEPROM = 'virtual-podium.eeprom';
/** `2026-05-15-17-30-00`, with a `_` for each time that the clock had been set back. */
const FOLDER = /^(\d{4}(?:-\d\d){5}_*)(?:-|$)/;
const OLD_JOURNAL = /^session-(.*)\.jsonl$/;
/** Sessions that are older than so many others are not looked for. */
export const LOOKED_AT = 30;
const LONGEST_NAME = 40;

const inFolder = (folder: string): SessionPlaces => ({
  folder,
  journal: join(folder, JOURNAL),
  access: join(folder, 'access.json'),
  eeprom: join(folder, EEPROM),
});

/** A new session's folder, not made yet; its name comes after all others, if the clock was set back too. */
export function freshPlaces(state: string, date: Date, name: string): SessionPlaces {
  const last = journalsIn(state)[0]?.key ?? '';
  const now = stamp(date);
  const key = now > last ? now : `${last}_`;
  return inFolder(join(state, SESSIONS, `${key}-${fileName(name)}`));
}

/** The places of a session that goes on: of its own folder, or of the old layout. */
export function placesOf({ path, settings }: FoundSession, state: string): SessionPlaces {
  const folder = dirname(resolve(path));
  if (basename(path) === JOURNAL && FOLDER.test(basename(folder))) return inFolder(folder);
  if (settings.folder !== undefined) return inFolder(settings.folder);
  return {
    folder: state,
    journal: path,
    access: join(state, 'mirror.json'),
    eeprom: join(state, EEPROM),
  };
}

/** A journal that lies elsewhere is found from its session's folder. */
export function linkJournal(places: SessionPlaces, journal: string): void {
  try {
    symlinkSync(resolve(journal), places.journal);
  } catch {
    // Without links, as on a USB stick, --journal finds it again.
  }
}

/** Of a session that could not begin nothing stays. */
export function discardPlaces({ folder, journal }: SessionPlaces): void {
  try {
    if (lstatSync(journal, { throwIfNoEntry: false })?.isSymbolicLink() === true)
      unlinkSync(journal);
    rmdirSync(folder);
  } catch {
    // Something is in it: then it stays.
  }
}

/** The journals of sessions, newest first; some may have none in them. */
export const journalsOf = (state: string): string[] => journalsIn(state).map(({ path }) => path);

/** The folder that belongs to the session of a journal alone; none in the old layout, or elsewhere. */
export function ownFolder(journal: string): string | undefined {
  const folder = dirname(resolve(journal));
  const own = basename(journal) === JOURNAL && FOLDER.test(basename(folder));
  return own && basename(dirname(folder)) === SESSIONS ? folder : undefined;
}

/** Sessions, newest first. Journals in which none was begun are passed over. */
export function* sessionsIn(state: string, most = LOOKED_AT): Generator<FoundSession> {
  for (const { path } of journalsIn(state).slice(0, most)) {
    const found = readSession(path);
    if (found) yield found;
  }
}

interface Named {
  /** By which they sort: when they were begun. */
  readonly key: string;
  readonly path: string;
}

function journalsIn(state: string): Named[] {
  const sessions = join(state, SESSIONS);
  const ours = namesIn(sessions).flatMap((name): Named[] => {
    const key = FOLDER.exec(name)?.[1];
    return key === undefined ? [] : [{ key, path: join(sessions, name, JOURNAL) }];
  });
  const older = namesIn(state).flatMap((name): Named[] => {
    const key = OLD_JOURNAL.exec(name)?.[1];
    return key === undefined ? [] : [{ key, path: join(state, name) }];
  });
  return [...ours, ...older].sort((a, b) => (a.key < b.key ? 1 : a.key > b.key ? -1 : 0));
}

function namesIn(folder: string): string[] {
  try {
    return readdirSync(folder);
  } catch {
    return [];
  }
}

/** Letters and digits of any script, with dashes between. */
function fileName(name: string): string {
  const words = name.toLowerCase().match(/[\p{L}\p{N}]+/gu) ?? ['session'];
  return Array.from(words.join('-')).slice(0, LONGEST_NAME).join('').replace(/-$/, '');
}
