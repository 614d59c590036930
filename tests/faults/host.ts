/** One run of the host's program, with its own clock, which can be killed at any instant. */
import { rmSync } from 'node:fs';
import { after, duration } from '../../protocol/time.ts';
import { isProgrammeProblem, type Programme } from '../../protocol/programme.ts';
import { THREE_TIERS } from '../../protocol/signal.ts';
import { ProcessClock } from '../support/process-clock.ts';
import { PodiumLink } from '../../host/podium/podium-link.ts';
import { PodiumTimekeeper } from '../../host/podium/podium-timekeeper.ts';
import type { Journal, Line } from '../../host/journal/journal.ts';
import { openJournal } from '../../host/journal/open-journal.ts';
import { LocalTimekeeper } from '../../host/session/local-timekeeper.ts';
import { readSession } from '../../host/commands/read-session.ts';
import { Roster } from '../../host/session/roster.ts';
import { Session } from '../../host/session/session.ts';
import type { Resume, Timekeeper } from '../../host/session/timekeeper.ts';
import { CHANGEOVER, RULES, type Hall } from './hall.ts';
import { linesOf } from '../../host/serial/port-lines.ts';

/** A journal line with what was true when it was written. */
export interface Written {
  readonly line: Line;
  /** When it happened and when it was written, in ms of the time that really passed. */
  readonly at: number;
  readonly writtenAt: number;
  readonly programme: Programme;
}

/** Pause between two tries to open the port, in ms. */
const RETRY = duration(200);

function programmeOf(roster: Roster): Programme {
  const programme = roster.programme();
  if (isProgrammeProblem(programme)) throw new Error(programme.message);
  return programme;
}

export class Host {
  session: Session | undefined;
  readonly #hall: Hall;
  readonly #clock: ProcessClock;
  #journal: Journal | undefined;
  #alive = true;
  #connecting = false;

  /** Goes on with the journal where it tells of a session that did not end. */
  constructor(hall: Hall) {
    this.#hall = hall;
    this.#clock = new ProcessClock(hall.world.clock);
    void this.#begin();
  }

  /** `kill -9`: nothing is said and nothing is written any more. */
  kill(): void {
    this.#alive = false;
    this.#clock.stop();
    if (this.#journal) {
      void this.#journal.close();
      Object.assign(this.#journal, { write: () => undefined });
    }
    rmSync(`${this.#hall.path}.lock`, { force: true });
    this.#hall.world.unplug();
  }

  /** Its machine slept for so long, which it has noticed by now. */
  slept(ms: number): void {
    this.#clock.skip(ms);
    void this.session?.slept(duration(ms), duration(0));
  }

  async #begin(): Promise<void> {
    const { path, talks, times, lines } = this.#hall;
    const found = readSession(path, times);
    const old = found?.ended === true ? undefined : found;
    const listed = Roster.of(talks, { rules: RULES, byDefault: 'short', lamps: THREE_TIERS });
    const roster = old ? listed.with(old.items) : listed;
    const programme = programmeOf(roster);
    const held = old?.podium && programmeOf(listed.with(old.podium.items));
    const keeper = await this.#keep(programme, old, held);
    if (!keeper) return;
    const listener = (text: string): void => {
      const line = JSON.parse(text) as Line;
      const { now } = this.#hall.world;
      const ago = keeper.now() - line.ms;
      lines.push({ line, at: now - ago, writtenAt: now, programme: keeper.programme });
    };
    this.#journal = openJournal({ path, seq: found?.seq, listener, times });
    this.session = new Session({
      roster,
      lineup: { talks, remarks: [] },
      keeper,
      journal: this.#journal,
      changeover: CHANGEOVER,
      wall: () => times.wall(),
      old,
    });
    const reached = (): void => {
      if (this.#alive) this.#hall.reached(keeper.light.reached && keeper.light.truth === 'sure');
    };
    this.session.onChange(reached);
    reached();
  }

  async #keep(
    programme: Programme,
    resume: Resume | undefined,
    held: Programme | undefined,
  ): Promise<Timekeeper | undefined> {
    if (this.#hall.light === 'none') {
      const light = { kind: 'none', name: 'screens only', reached: true, truth: 'sure' } as const;
      const keeper = new LocalTimekeeper(this.#clock, programme, {
        light,
        level: 'quiet',
        show: (lamps) => {
          if (this.#alive) this.#hall.shown(lamps, this.#hall.world.now);
        },
      });
      if (resume) await keeper.put(resume.place());
      return keeper;
    }
    const name = { kind: 'podium', name: 'the podium' } as const;
    while (this.#alive) {
      const link = this.#open();
      try {
        if (link) {
          const keeper = await PodiumTimekeeper.greet(link, this.#clock, name);
          await keeper.begin(programme, resume, held);
          keeper.onLost = () => void this.#reconnect(keeper);
          return keeper;
        }
      } catch {
        // It stopped answering: tried again.
      }
      await this.#wait();
    }
    return undefined;
  }

  async #reconnect(keeper: PodiumTimekeeper): Promise<void> {
    if (this.#connecting) return;
    this.#connecting = true;
    while (this.#alive) {
      await this.#wait();
      const link = this.#open();
      try {
        if (link) {
          await keeper.meetAgain(link);
          break;
        }
      } catch {
        // Pulled again, or it stopped answering.
      }
    }
    this.#connecting = false;
  }

  #open(): PodiumLink | undefined {
    const port = this.#hall.openPort();
    return port && new PodiumLink(linesOf(port), this.#clock, this.#hall.random);
  }

  #wait(): Promise<void> {
    return new Promise((resume) => {
      this.#clock.at(after(this.#clock.now(), RETRY), resume);
    });
  }
}
