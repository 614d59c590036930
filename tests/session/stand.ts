/** A session on the host's own clock, simulated, with a journal that is kept in memory. */
import { PRESETS } from '../../protocol/presets.ts';
import { isProgrammeProblem } from '../../protocol/programme.ts';
import { THREE_TIERS } from '../../protocol/signal.ts';
import { minutes } from '../../protocol/time.ts';
import type { Talk } from '../../host/lineup/lineup.ts';
import type { Line } from '../../host/journal/journal.ts';
import { openJournal } from '../../host/journal/open-journal.ts';
import type { LineStore } from '../../host/journal/line-store.ts';
import { LocalTimekeeper } from '../../host/session/local-timekeeper.ts';
import { Roster } from '../../host/session/roster.ts';
import { Session } from '../../host/session/session.ts';
import { SimulatedClock } from '../support/simulated-clock.ts';

export const talk = (speaker: string, more: Partial<Talk> = {}): Talk => ({
  speaker,
  title: `About ${speaker}`,
  ...more,
});

export interface Stand {
  readonly session: Session;
  readonly clock: SimulatedClock;
  readonly lines: Line[];
}

const rosterOf = (talks: readonly Talk[]): Roster =>
  Roster.of(talks, { rules: PRESETS, lamps: THREE_TIERS });

export function stand(
  talks: readonly Talk[] = ['Samir', 'Chuk', 'Lukas'].map((name) => talk(name)),
  path?: string,
  store?: LineStore,
): Stand {
  const clock = new SimulatedClock();
  const roster = rosterOf(talks);
  const programme = roster.programme();
  if (isProgrammeProblem(programme)) throw new Error(programme.message);
  const keeper = new LocalTimekeeper(clock, programme, {
    light: { kind: 'none', name: 'screens only', reached: true, truth: 'sure' },
    level: 'quiet',
  });
  const lines: Line[] = [];
  const listener = (text: string): unknown => lines.push(JSON.parse(text) as Line);
  const journal = openJournal({ path, store, listener });
  const wall = (): number => 1_000_000 + clock.now();
  const session = new Session({
    roster,
    lineup: { talks, remarks: [] },
    keeper,
    journal,
    changeover: minutes(1),
    wall,
  });
  return { session, clock, lines };
}

/** The lines of one type, without what differs from run to run. */
export const told = (lines: readonly Line[], ...types: readonly string[]): unknown[] =>
  lines
    .filter(({ type }) => types.includes(type))
    .map(({ seq: _, time: __, up: ___, ...rest }) => rest);
