/** A session on a simulated clock, with the example's lineup, for looking at what its screens show. */
import { readFileSync } from 'node:fs';
import { isProgrammeProblem } from '../../protocol/programme.ts';
import { PRESETS } from '../../protocol/presets.ts';
import { THREE_TIERS, type LampSet } from '../../protocol/signal.ts';
import { minutes, seconds } from '../../protocol/time.ts';
import type { EventName } from '../../protocol/stage.ts';
import type { Talk } from '../../host/lineup/lineup.ts';
import { readLineup } from '../../host/lineup/read-lineup.ts';
import { openJournal } from '../../host/journal/open-journal.ts';
import { LocalTimekeeper } from '../../host/session/local-timekeeper.ts';
import { Roster } from '../../host/session/roster.ts';
import { Session } from '../../host/session/session.ts';
import type { Answer, Light } from '../../host/session/types.ts';
import type { Clock } from '../../host/system/host-clock.ts';
import { NO_NOTES, readNew, type Model, type Notes } from '../../host/terminal/model.ts';
import { draw } from '../../host/terminal/view.ts';
import { SimulatedClock } from '../support/simulated-clock.ts';

/** 14:00 of some day, local time. */
const TWO_O_CLOCK = new Date(2026, 4, 29, 14, 0, 0).getTime();

/** Tests and benches run from the root of the repository. */
const EXAMPLE = 'examples/lightning-talks-day-1.csv';

/** The talks of the example, or the first so many of them. */
export const exampleTalks = (count?: number): readonly Talk[] =>
  readLineup('example', readFileSync(EXAMPLE)).talks.slice(0, count);

export interface StandOptions {
  readonly talks?: readonly Talk[];
  readonly name?: string;
  /** Minutes after 14:00 at which the room must be free. */
  readonly untilMinutes?: number;
  readonly lamps?: LampSet;
  readonly light?: Light;
  /** A rehearsal. */
  readonly played?: boolean;
}

const NO_LIGHT: Light = { kind: 'none', name: 'screens only', reached: true, truth: 'sure' };

/** A session on any clock. */
export function sessionOn(
  clock: Clock,
  {
    talks = exampleTalks(),
    name,
    untilMinutes,
    lamps = THREE_TIERS,
    light = NO_LIGHT,
    played,
  }: StandOptions,
) {
  const roster = Roster.of(talks, { rules: PRESETS, lamps });
  const programme = roster.programme();
  if (isProgrammeProblem(programme)) throw new Error(programme.message);
  const keeper = new LocalTimekeeper(clock, programme, { light, level: 'quiet' });
  const began = clock.now();
  const wall = (): number => TWO_O_CLOCK + clock.now() - began;
  const until = untilMinutes === undefined ? undefined : TWO_O_CLOCK + untilMinutes * 60_000;
  const journal = openJournal();
  const changeover = minutes(1);
  const lineup = { talks, remarks: [] };
  const about = { name, changeover, until, wall, played };
  const session = new Session({ ...about, roster, lineup, keeper, journal });
  return { session, keeper, wall };
}

/** A session whose clock the test lets go on, and the pictures that a screen of it would show. */
export class Stand {
  readonly clock = new SimulatedClock();
  readonly session: Session;
  readonly keeper: LocalTimekeeper;
  readonly #wall: () => number;

  constructor(options: StandOptions = {}) {
    const { session, keeper, wall } = sessionOn(this.clock, options);
    this.session = session;
    this.keeper = keeper;
    this.#wall = wall;
  }

  /** Sends an event that must be accepted. */
  async press(type: EventName, amountSeconds?: number): Promise<void> {
    const amount = amountSeconds === undefined ? {} : { amount: seconds(amountSeconds) };
    accepted(await this.session.act({ type, ...amount, by: 'terminal' }));
  }

  /** Starts the next talk, lets it go on for so many seconds, finishes it and lets a changeover pass. */
  async give(talkSeconds: number, changeoverSeconds = 60): Promise<void> {
    await this.press('start');
    this.pass(talkSeconds);
    await this.press('finish');
    this.pass(changeoverSeconds);
  }

  pass(seconds: number): void {
    this.clock.pass(seconds * 1000);
  }

  model(notes: Partial<Notes> = {}): Model {
    return readNew(this.session, this.#wall(), { ...NO_NOTES, ...notes });
  }

  /** The screen as a block of text, without codes and without trailing spaces. */
  picture(width = 80, height = 24, notes: Partial<Notes> = {}): string {
    return draw(this.model(notes), width, height)
      .map((line) => line.trimEnd())
      .join('\n');
  }
}

function accepted(answer: Answer): void {
  if (!answer.ok) throw new Error(answer.sentence);
}

export const DAY_1 = { name: 'Lightning talks, day 1', untilMinutes: 62 };

/** A session in the middle of its fourth talk: one gave it short, one full, one was a no-show. */
export async function inTheFourthTalk(
  talkSeconds: number,
  options: StandOptions = DAY_1,
): Promise<Stand> {
  const stand = new Stand(options);
  await stand.give(62);
  await stand.give(298, 75);
  await stand.press('skip');
  await stand.press('start');
  stand.pass(talkSeconds);
  return stand;
}

/** Lines `from` to `to` of the screen, counted from 1. */
export const lines = (picture: string, from: number, to = from): string =>
  picture
    .split('\n')
    .slice(from - 1, to)
    .join('\n');
