/** A session with no light and a clock that tests can move, and its mirror. */
import { hostClock, type Clock } from '../../../host/system/host-clock.ts';
import type { Talk } from '../../../host/lineup/lineup.ts';
import { startMirror, type MirrorOptions, type MirrorServer } from '../../../host/mirror/server.ts';
import type { Journal } from '../../../host/journal/journal.ts';
import { openJournal } from '../../../host/journal/open-journal.ts';
import { LocalTimekeeper } from '../../../host/session/local-timekeeper.ts';
import { Roster } from '../../../host/session/roster.ts';
import type { Timekeeper } from '../../../host/session/timekeeper.ts';
import { Session } from '../../../host/session/session.ts';
import { PRESETS } from '../../../protocol/presets.ts';
import { isProgrammeProblem, type Programme } from '../../../protocol/programme.ts';
import type { Rules } from '../../../protocol/rules.ts';
import { FOUR_TIERS } from '../../../protocol/signal.ts';
import type { Placement } from '../../../protocol/stage.ts';
import { after, duration, minutes, seconds, type Instant } from '../../../protocol/time.ts';

/** A clock that can be moved ahead, as if time had passed at once. */
export class MovableClock implements Clock {
  readonly #base = hostClock();
  readonly speed = 1;
  #ahead = duration(0);

  now(): Instant {
    return after(this.#base.now(), this.#ahead);
  }

  move(ms: number): void {
    this.#ahead = duration(this.#ahead + ms);
  }

  at(when: Instant, run: () => void): () => void {
    return this.#base.at(after(when, duration(0 - this.#ahead)), run);
  }
}

export interface House {
  readonly session: Session;
  readonly clock: MovableClock;
  readonly mirror: MirrorServer;
  readonly url: string;
  /** Puts the stage somewhere: `place('running', 0, 240_000)`. */
  place(state: Placement['state'], talk: number, elapsed: number | null): Promise<void>;
  /** A request with the token. */
  post(command: string, body?: object): Promise<{ status: number; body: Record<string, unknown> }>;
  get(path: string, trusted?: boolean): Promise<Record<string, unknown>>;
  close(): Promise<void>;
}

const TALKS: readonly Talk[] = [
  { speaker: 'Ada', title: 'Engines', notes: 'brings a dongle', sayAs: 'AY-da' },
  { speaker: 'Grace', title: 'Nanoseconds', silent: true, noFlash: true },
  { speaker: 'Linus', title: 'Small talk' },
];

export interface HouseOptions extends MirrorOptions {
  readonly talks?: readonly Talk[];
  readonly rules?: Rules;
  readonly lamps?: number;
  /** Without it lines go nowhere. */
  readonly journal?: Journal;
  /** Nothing blinks. */
  readonly noFlash?: boolean;
  /** Another light than none. */
  readonly keeper?: (clock: Clock, programme: Programme) => Promise<Timekeeper>;
}

const withoutLight: NonNullable<HouseOptions['keeper']> = (clock, programme) =>
  Promise.resolve(
    new LocalTimekeeper(clock, programme, {
      light: { kind: 'none', name: 'no light', reached: true, truth: 'sure' },
      level: 'quiet',
    }),
  );

export async function openHouse(options: HouseOptions = {}): Promise<House> {
  const { talks = TALKS, rules, lamps = FOUR_TIERS, noFlash } = options;
  const known = new Map([...PRESETS, ...(rules ? [[rules.name, rules] as const] : [])]);
  const byDefault = rules?.name ?? 'clap';
  const roster = Roster.of(talks, { rules: known, byDefault, lamps, noFlash });
  const programme = roster.programme();
  if (isProgrammeProblem(programme)) throw new Error(programme.message);
  const clock = new MovableClock();
  const keeper = await (options.keeper ?? withoutLight)(clock, programme);
  const session = new Session({
    name: 'Tuesday',
    roster,
    lineup: { talks, remarks: [] },
    keeper,
    journal: options.journal ?? openJournal(),
    changeover: minutes(1),
    settings: { rules: byDefault, documents: new Map(), changeover: minutes(1), noFlash },
    wall: () => Date.now(),
  });
  const mirror = await startMirror(session, { port: 0, ...options });
  const url = mirror.addresses[0]?.url ?? '';
  const authorization = (): { Authorization: string } => ({
    Authorization: `Bearer ${mirror.token}`,
  });
  return {
    session,
    clock,
    mirror,
    url,
    async place(state, talk, elapsed) {
      await keeper.put({
        state,
        talk,
        elapsed: elapsed === null ? null : duration(elapsed),
        granted: seconds(0),
      });
    },
    async post(command, body) {
      const response = await fetch(`${url}/api/${command}`, {
        method: 'POST',
        headers: authorization(),
        ...(body ? { body: JSON.stringify(body) } : {}),
      });
      return { status: response.status, body: (await response.json()) as Record<string, unknown> };
    },
    async get(path, trusted = false) {
      const response = await fetch(url + path, { headers: trusted ? authorization() : {} });
      return (await response.json()) as Record<string, unknown>;
    },
    async close() {
      await mirror.close();
      await session.close();
    },
  };
}
