/** From what somebody asked for on the command line to a session that runs. */
import { DEFAULT_RULES } from '../../protocol/presets.ts';
import type { Programme } from '../../protocol/programme.ts';
import type { Rules } from '../../protocol/rules.ts';
import { THREE_TIERS, type LampSet } from '../../protocol/signal.ts';
import type { Duration } from '../../protocol/time.ts';
import type { Clock } from '../system/host-clock.ts';
import type { OpenLight } from '../light/light.ts';
import { openLight } from '../light/open-light.ts';
import type { Lineup } from '../lineup/lineup.ts';
import { InputProblem, togetherOf } from '../system/problem.ts';
import { withProgress } from '../system/progress.ts';
import { isAddress } from '../lineup/load-lineup.ts';
import { findRules } from '../lineup/rules-file.ts';
import type { Journal } from '../journal/journal.ts';
import { openJournal, type JournalOptions } from '../journal/open-journal.ts';
import { openLineThread } from '../journal/line-thread.ts';
import type { OldSession } from '../session/restore.ts';
import type { SessionSettings } from '../session/settings.ts';
import { CHANGEOVER, programmeOf } from '../session/compose.ts';
import { Roster } from '../session/roster.ts';
import { Session } from '../session/session.ts';

export interface SessionRequest {
  readonly lineup: Lineup;
  /** The lineup as the user named it, for messages. */
  readonly source: string;
  readonly rules: string;
  /** What the command line says of lengths, where the lineup says nothing, and of changeovers in any case. */
  readonly length?: Duration | undefined;
  readonly changeover?: Duration | undefined;
  readonly light: string;
  readonly clock: Clock;
  readonly journal: JournalOptions;
  readonly eepromFile?: string | undefined;
  /** The virtual podium's digits are to be on. */
  readonly digits?: boolean | undefined;
  /** Makes what the session leaves its files in; called once all that was asked for is known to be good.
   * Gives what takes it back, for a session that could not begin. */
  readonly prepare?: () => () => void;
  readonly about?: Pick<
    SessionSettings,
    'room' | 'event' | 'source' | 'folder' | 'noFlash' | 'lang'
  >;
  readonly start?: number | undefined;
  readonly until?: number | undefined;
  /** A rehearsal, whose no-shows are made up. */
  readonly played?: boolean | undefined;
  /** An older session that goes on. */
  readonly old?: OldSession | undefined;
}

export interface OpenSession {
  readonly session: Session;
  readonly light: OpenLight;
  /** The time of day as the session's plan has it; in a hurry it hurries too. */
  readonly wall: () => number;
}

/** What holds for talks that name nothing else. */
export interface Usual {
  /** A name or a file. */
  readonly rules: string;
  /** Without it the length of the rules. */
  readonly length?: Duration | undefined;
  /** No talk blinks. */
  readonly noFlash?: boolean | undefined;
}

/**
 * The talks of a lineup with the rules that they name; those in `known` are not read again. Throws an
 * InputProblem.
 */
export async function rosterOf(
  lineup: Lineup,
  { rules, length, noFlash }: Usual,
  source: string,
  known: ReadonlyMap<string, Rules> = new Map(),
): Promise<Roster> {
  const names = new Set([
    DEFAULT_RULES,
    rules,
    ...lineup.talks.flatMap((talk) => talk.rules ?? []),
  ]);
  const read = new Map<string, Rules>();
  // Who wrote a lineup that came from elsewhere opens no file of this computer's.
  const mistakes: InputProblem[] = [];
  for (const name of names) {
    try {
      const found = known.get(name) ?? findRules(name, name !== rules && isAddress(source));
      read.set(name, await found);
    } catch (error) {
      if (!(error instanceof InputProblem)) throw error;
      mistakes.push(error);
    }
  }
  const problem = togetherOf(mistakes);
  if (problem) throw problem;
  const roster = Roster.of(lineup.talks, {
    rules: read,
    byDefault: rules,
    length,
    noFlash,
    lamps: THREE_TIERS,
  });
  if (roster.given.length === 0)
    throw new InputProblem(['it has no talks to give', ...why(lineup)].join(': '), {
      source,
    });
  return roster;
}

/** What is known of a lineup without talks: the slot that was picked is empty, say. */
const why = ({ talks, remarks }: Lineup): string[] =>
  talks.length > 0 ? [] : remarks.slice(-1).map(({ message }) => message);

/** Opens the light, loads the lineup into it and begins the journal. */
export async function openSession(request: SessionRequest): Promise<OpenSession> {
  const { lineup, source, clock } = request;
  const { light: choice, eepromFile, digits, old, rules } = request;
  // Those of older versions did not write it down.
  const has = old?.settings;
  const length = has?.rules === undefined ? request.length : has.length;
  const listed = await rosterOf(
    old ? { ...lineup, talks: old.items.map(({ talk }) => talk) } : lineup,
    { rules, length, noFlash: request.about?.noFlash },
    source,
    old?.settings.documents,
  );
  const asked = old ? listed.with(old.items) : listed;
  programmeOf(asked, source);
  // Nothing is opened before all that was asked for is known to be good.
  const discard = request.prepare?.();
  let journal: Journal | undefined;
  const compose = (lamps: LampSet, items = asked.items): Programme =>
    programmeOf(asked.with(items).withLamps(lamps), source);
  let light: OpenLight;
  try {
    const { path } = request.journal;
    const store = path === undefined ? undefined : await openLineThread(path);
    journal = openJournal({ ...request.journal, store });
    // To find a board takes up to six seconds, to load a long lineup one or two.
    light = await withProgress('getting the light ready', () =>
      openLight({ choice, clock, compose, eepromFile, digits, resume: old }),
    );
  } catch (error) {
    await journal?.close();
    discard?.();
    throw error;
  }
  const roster = asked.withLamps(light.lamps);
  const wall = wallClock(clock);
  const changeover =
    old?.settings.changeover ?? request.changeover ?? lineup.changeover ?? CHANGEOVER;
  const name = old?.settings.name ?? lineup.name;
  const { start, until, about } = request;
  const session = new Session({
    name: [name, about?.room].filter((part) => part !== undefined).join(' · ') || undefined,
    settings: {
      ...{ rules, documents: asked.rules, changeover, length, start, until, name },
      ...about,
      zone: Intl.DateTimeFormat().resolvedOptions().timeZone,
      speed: clock.speed === 1 ? undefined : clock.speed,
    },
    roster,
    lineup,
    keeper: light.keeper,
    journal,
    changeover,
    start,
    until,
    wall,
    speed: clock.speed,
    pressButton: light.pressButton,
    played: request.played,
    old,
  });
  return { session, light, wall };
}

/** The time of day; one that runs as fast as the session does, so that its plan comes true. */
function wallClock(clock: Clock): () => number {
  const wall = Date.now();
  const began = clock.now();
  return clock.speed === 1 ? Date.now : () => wall + (clock.now() - began);
}
