/** The schedule of a lineup before it begins: when each talk is planned, and from what that follows. Pure. */
import { OPENING } from '../../protocol/stage.ts';
import { instant, type Duration } from '../../protocol/time.ts';
import type { Lineup } from '../lineup/lineup.ts';
import { CHANGEOVER } from '../session/compose.ts';
import { planOf } from '../session/plan.ts';
import type { Roster } from '../session/roster.ts';
import type { Entry } from '../session/types.ts';
import { whereItIs } from '../lineup/exports/times.ts';
import { startOf, untilOf } from '../system/time-of-day.ts';

/** What the command line says of the evening; what it leaves out, the lineup says, or nobody. */
export interface Evening {
  /** `17:30`. */
  readonly start?: string | undefined;
  readonly until?: string | undefined;
  readonly changeover?: Duration | undefined;
}

export interface ScheduledTalk {
  readonly entry: Entry;
  /** Counts from 1, and counts those left out too. */
  readonly number: number;
  /** Ms since 1970; undefined for a talk that is marked to be left out. */
  readonly start: number | undefined;
  readonly end: number | undefined;
  /** The first that does not fit any more. */
  readonly cut: boolean;
}

export interface Schedule {
  readonly name: string | undefined;
  readonly talks: readonly ScheduledTalk[];
  /**
   * All times are ms since 1970, of a computer at the place of the session: the hours are those of the
   * clocks there, whatever zone this one is set to.
   */
  readonly begin: number;
  readonly end: number;
  readonly until: number | undefined;
  readonly changeover: Duration;
  /** How many talks do not fit before `until`. */
  readonly over: number;
}

export function scheduleOf(
  lineup: Lineup,
  roster: Roster,
  asked: Evening & { readonly now: number },
): Schedule {
  const changeover = asked.changeover ?? lineup.changeover ?? CHANGEOVER;
  const { start, end: free } = lineup;
  const planned = start === undefined ? asked.now : Date.parse(whereItIs(start, start));
  const day = new Date(planned);
  const begin = startOf(asked.start, undefined, day) ?? planned;
  const until = untilOf(
    asked.until,
    free === undefined ? undefined : whereItIs(free, start ?? free),
    new Date(begin),
  );
  const given = roster.given.map(({ id }) => id);
  const entries = roster.items.map(({ id, talk }): Entry => ({
    id,
    talk,
    length: roster.lengthOf(talk),
    rules: roster.rulesOf(talk).name,
    status: talk.skip === true ? 'missed' : id === given[0] ? 'next' : 'waiting',
  }));
  const plan = planOf({ entries, stage: OPENING, now: instant(0), wall: begin, changeover, until });
  const firstLate = plan.talks.find(({ fits }) => !fits)?.id;
  const times = new Map(plan.talks.map((planned) => [planned.id, planned]));
  const talks = entries.map((entry, i): ScheduledTalk => {
    const at = times.get(entry.id);
    const cut = entry.id === firstLate;
    return { entry, number: i + 1, start: at?.start, end: at?.end, cut };
  });
  const { end, over } = plan;
  return { name: lineup.name, talks, begin, end, until, changeover, over };
}
