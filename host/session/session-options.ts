/** What a session is made of. */
import type { Duration } from '../../protocol/time.ts';
import type { Lineup } from '../lineup/lineup.ts';
import type { Journal } from '../journal/journal.ts';
import type { OldSession } from './restore.ts';
import type { SessionSettings } from './settings.ts';
import type { Roster } from './roster.ts';
import type { Timekeeper } from './timekeeper.ts';
import type { SessionView } from './types.ts';

export interface SessionOptions {
  readonly name?: string | undefined;
  readonly roster: Roster;
  /** The lineup as it was read from its file. */
  readonly lineup: Lineup;
  readonly keeper: Timekeeper;
  readonly journal: Journal;
  readonly changeover: Duration;
  /** When the first talk is planned to start, and when the room must be free; ms since 1970. */
  readonly start?: number | undefined;
  readonly until?: number | undefined;
  /** The time of day in ms since 1970, for the plan alone. */
  readonly wall: () => number;
  /** How fast its clock runs against real time. */
  readonly speed?: number | undefined;
  readonly pressButton?: SessionView['pressButton'];
  /** Written into the journal, so that the session is the same when it goes on. */
  readonly settings?: SessionSettings | undefined;
  /** No-shows are made up, as in a rehearsal: every screen says so. */
  readonly played?: boolean | undefined;
  /** The older session that this one goes on with. */
  readonly old?: OldSession | undefined;
}
