/** A session on the emulated podium, all in this worker: what `claplight run` is, without a computer's files. */
import { DEFAULT_RULES, PRESETS } from '../../../protocol/presets.ts';
import { THREE_TIERS } from '../../../protocol/signal.ts';
import { Journal } from '../../../host/journal/journal.ts';
import type { Lineup } from '../../../host/lineup/lineup.ts';
import { lampsOf } from '../../../host/podium/podium-settings.ts';
import { PodiumLink } from '../../../host/podium/podium-link.ts';
import { PodiumTimekeeper } from '../../../host/podium/podium-timekeeper.ts';
import { autopilot } from '../../../host/session/autopilot.ts';
import { CHANGEOVER, programmeOf } from '../../../host/session/compose.ts';
import { usualCourse } from '../../../host/session/course.ts';
import { Roster } from '../../../host/session/roster.ts';
import { Session } from '../../../host/session/session.ts';
import { SessionClock } from '../../../host/session/session-clock.ts';
import { hostClock, type PacedClock } from '../../../host/system/host-clock.ts';
import { InputProblem } from '../../../host/system/problem.ts';
import { Board, type BoardListener } from './board.ts';

export interface HouseOptions {
  readonly lineup: Lineup;
  /** What sentences call it. */
  readonly source: string;
  readonly speed: number;
  /** The firmware, as Intel HEX. */
  readonly image: string;
  readonly listener: BoardListener;
}

/** After the podium was lost it is looked for again so much later, in ms. */
const LOOK_AGAIN = 500;

export class House {
  readonly session: Session;
  readonly clock: SessionClock;
  readonly board: Board;
  /** The journal's lines. */
  readonly lines: readonly string[];
  readonly #clock: PacedClock;
  #pilot: (() => void) | undefined;

  private constructor(session: Session, board: Board, clock: PacedClock, lines: string[]) {
    this.session = session;
    this.board = board;
    this.lines = lines;
    this.#clock = clock;
    // Its speed may change while it runs, which a session's own may not.
    const view = {
      now: () => session.now(),
      snapshot: () => ({ ...session.snapshot(), speed: clock.speed }),
    };
    this.clock = new SessionClock(view, () => performance.now());
  }

  /** Switches the podium on, loads the lineup into it and begins. Throws a Problem. */
  static async open({ lineup, source, speed, image, listener }: HouseOptions): Promise<House> {
    const asked = rosterOf(lineup, source);
    programmeOf(asked, source);
    const board = new Board(image, speed, listener);
    try {
      await board.greeting();
      const clock = hostClock(speed);
      const link = new PodiumLink(board.lines);
      // What a podium has by default, and the digits beside its lamps.
      await link.request('set', { name: 'digits', value: 1 });
      const light = { kind: 'virtual', name: 'podium' } as const;
      const keeper = await PodiumTimekeeper.greet(link, clock, light);
      const roster = asked.withLamps(await lampsOf(link));
      await keeper.begin(programmeOf(roster, source));
      // A page that was asleep for long may have lost it; it is still there.
      keeper.onLost = () => {
        setTimeout(() => {
          keeper.meetAgain(new PodiumLink(board.lines)).catch(() => {
            keeper.onLost();
          });
        }, LOOK_AGAIN);
      };
      const lines: string[] = [];
      const session = sessionOn(keeper, roster, lineup, clock, lines);
      return new House(session, board, clock, lines);
    } catch (error) {
      board.close();
      throw error;
    }
  }

  hurry(speed: number): void {
    this.#clock.hurry(speed);
    this.board.hurry(speed);
  }

  /** Runs by itself, or no more; calls `closed` when all talks were given. */
  autopilot(on: boolean, closed: () => void): void {
    this.#pilot?.();
    this.#pilot = on
      ? autopilot(this.session, this.#clock, usualCourse(this.session), closed)
      : undefined;
  }

  async close(): Promise<void> {
    this.#pilot?.();
    await this.session.close();
    this.board.close();
  }
}

function sessionOn(
  keeper: PodiumTimekeeper,
  roster: Roster,
  lineup: Lineup,
  clock: PacedClock,
  lines: string[],
): Session {
  const journal = new Journal({
    listener: (text) => lines.push(text),
    times: { wall: Date.now, sinceBoot: () => performance.now() },
  });
  const [began, wall] = [clock.now(), Date.now()];
  const changeover = lineup.changeover ?? CHANGEOVER;
  const zone = Intl.DateTimeFormat().resolvedOptions().timeZone;
  const { name } = lineup;
  return new Session({
    name: name ?? 'In your browser',
    settings: { rules: DEFAULT_RULES, documents: roster.rules, changeover, name, zone },
    roster,
    lineup,
    keeper,
    journal,
    changeover,
    // In a hurry the plan hurries too, so that it comes true.
    wall: () => wall + (clock.now() - began),
  });
}

/** Throws an InputProblem for rules that are no preset: there are no files here. */
function rosterOf(lineup: Lineup, source: string): Roster {
  const names = new Set([DEFAULT_RULES, ...lineup.talks.flatMap(({ rules }) => rules ?? [])]);
  const rules = new Map(
    [...names].map((name) => {
      const preset = PRESETS.get(name);
      if (preset) return [name, preset] as const;
      const mend = `here they may be ${[...PRESETS.keys()].join(', ')}`;
      throw new InputProblem(`no rules "${name}": ${mend}`, { source });
    }),
  );
  const byDefault = DEFAULT_RULES;
  const roster = Roster.of(lineup.talks, { rules, byDefault, lamps: THREE_TIERS });
  if (roster.given.length > 0) return roster;
  throw new InputProblem('it has no talks to give', { source });
}
