/** What a session's account comes to, in numbers. */
import { DEFAULT_RULES } from '../../protocol/presets.ts';
import type {
  Incident,
  DriftPoint,
  Report,
  SignalReport,
  TalkReport,
  TalkStatus,
} from './report.ts';
import { movedAmong } from './moved.ts';
import type { SessionAccount } from './session-account.ts';
import { takenAt, type Sitting } from './sitting.ts';
import type { TalkAccount } from './talk-account.ts';
import { duration, formatDuration } from '../../protocol/time.ts';

type Damage = Pick<Report['journal'], 'odd' | 'torn' | 'earlier'>;
type Planned = NonNullable<TalkReport['planned']>;

/** The account as it stands. */
export function reportOf(account: SessionAccount, damage: Damage): Report {
  const { sittings, settings, time, incidents } = account;
  const wall = (at: number): number => time.wall(at);
  const starts = [...sittings.talks.values()].flatMap(({ sitting, before }) =>
    [...before, ...(sitting ? [sitting] : [])].map(({ start }) => start),
  );
  const first = starts.length > 0 ? wall(Math.min(...starts)) : undefined;
  const plannedBegin = settings.start ?? first;
  const changeover = settings.changeover ?? 0;
  const plan = planOf(account.original, plannedBegin, changeover);
  const plannedEnd = [...plan.values()].at(-1)?.end;
  const talks = listed(account).map(({ talk, place }) => talkOf(talk, place, account, plan));
  const drift = driftOf(account, plannedEnd);
  const ended = sittings.closed === undefined ? undefined : wall(sittings.closed);
  const behind =
    ended !== undefined && plannedEnd !== undefined ? ended - plannedEnd : drift.at(-1)?.behind;
  const pauses = talks.flatMap(({ changeover: taken }) => (taken === undefined ? [] : [taken]));
  const sum = pauses.reduce((total, one) => total + one, 0);
  return {
    version: 1,
    ...present({
      name: settings.name,
      room: settings.room,
      event: settings.event,
      lineup: settings.source === undefined ? undefined : fileName(settings.source),
      zone: settings.zone,
      began: first,
      ended: ended ?? (account.ending === 'end' ? wall(account.lastAt) : undefined),
      plannedBegin,
      plannedEnd,
      until: settings.until,
      behind,
      trim: account.trim,
      speed: account.speed,
    }),
    state: stateOf(account, first),
    changeover,
    changeovers: { count: pauses.length, sum, over: sum - pauses.length * changeover },
    rules: rulesOf(account),
    lights: incidents.lights,
    talks,
    drift,
    incidents: incidentsOf(account),
    moreIncidents: incidents.more,
    presses: { ...account.presses },
    refused: account.refused,
    journal: { ...damage, lines: account.lines, odd: damage.odd + account.odd },
    private: true,
  };
}

/** `day-1` of `/home/ann/day-1.csv`. What an address holds may be nobody's business. */
const fileName = (source: string): string | undefined =>
  source.includes('://') ? undefined : /([^/\\]+?)(\.\w+)?$/.exec(source)?.[1];

function stateOf({ sittings, ending }: SessionAccount, first: number | undefined): Report['state'] {
  if (sittings.closed !== undefined) return 'closed';
  if (ending !== undefined) return ending === 'end' ? 'ended' : 'stopped';
  return first === undefined ? 'not begun' : 'going on';
}

function planOf(
  talks: ReadonlyMap<number, number>,
  begin: number | undefined,
  changeover: number,
): Map<number, Planned> {
  const plan = new Map<number, Planned>();
  if (begin === undefined) return plan;
  let at = begin;
  for (const [id, length] of talks) {
    plan.set(id, { start: at, end: at + length });
    at += length + changeover;
  }
  return plan;
}

/** The talks of the lineup in its order, then those that were taken out of it. */
function listed({ sittings, order }: SessionAccount): { talk: TalkAccount; place: number }[] {
  const known = new Set(order);
  const gone = [...sittings.talks.keys()].filter((id) => !known.has(id));
  return [...order, ...gone].flatMap((id, i) => {
    const talk = sittings.talks.get(id);
    return talk ? [{ talk, place: known.has(id) ? i + 1 : 0 }] : [];
  });
}

function talkOf(
  talk: TalkAccount,
  place: number,
  account: SessionAccount,
  plan: ReadonlyMap<number, Planned>,
): TalkReport {
  const { id, length, sitting, before, missedFirst, falseStarts, calledBack, undone, sentToEnd } =
    talk;
  const { speaker, title, rules = account.settings.rules, notes, silent, noFlash } = talk.talk;
  const { time, original, order } = account;
  const taken = sitting && Math.max(0, takenAt(sitting, account.lastAt));
  const profile = [
    ...(silent === true ? ['silent'] : []),
    ...(noFlash === true ? ['no flash'] : []),
  ];
  const open = account.sittings.open === id;
  // What was brought back has its place from that.
  const placed = order.filter((one) => account.sittings.talks.get(one)?.calledBack === 0);
  const moved = movedAmong([...original.keys()], placed);
  return {
    id,
    place,
    speaker,
    title,
    status: statusOf(talk, place, account),
    allotted: length,
    ...present({
      rules,
      planned: plan.get(id),
      start: sitting && time.wall(sitting.start),
      end: sitting?.end === undefined ? undefined : time.wall(sitting.end),
      startedAgo: sitting?.startedAgo,
      guessed: sitting?.guessed === true ? true : undefined,
      taken,
      over: taken === undefined || (open && taken < length) ? undefined : taken - length,
      changeover: sitting?.changeover,
      endShown: sitting?.endShown,
      startedBy: sitting?.startedBy,
      endedBy: sitting?.endedBy,
      notes,
      profile: profile.length > 0 ? profile : undefined,
      missedFirst: missedFirst ? true : undefined,
    }),
    granted: sitting?.granted ?? 0,
    grants: sitting?.grants ?? 0,
    holds: sitting?.holds ?? 0,
    held: sitting ? heldOf(sitting, account.lastAt) : 0,
    falseStarts,
    calledBack,
    undone,
    sentToEnd,
    moved: moved.has(id),
    added: original.size > 0 && !original.has(id) && talk.talk.skip !== true,
    before: before.length,
    signals: (sitting?.signals ?? []).map((signal) => told(signal, account)),
  };
}

/** Where the session's clock was hurried, as in a rehearsal, its player was late by as much less. */
const told = (signal: SignalReport, { time, speed = 1 }: SessionAccount): SignalReport => ({
  ...signal,
  ...(signal.at === undefined ? {} : { at: time.wall(signal.at) }),
  ...(signal.late === undefined ? {} : { late: signal.late / speed }),
});

const heldOf = ({ held, heldSince }: Sitting, now: number): number =>
  held + (heldSince === undefined ? 0 : Math.max(0, now - heldSince));

function statusOf(talk: TalkAccount, place: number, { sittings }: SessionAccount): TalkStatus {
  const { id, sitting, missed } = talk;
  if (sittings.open === id) return 'on';
  if (sitting?.end !== undefined) return 'given';
  if (missed) return 'missed';
  // The light went on past it while nobody heard: that it is over is all that is known.
  if (sittings.given.slice(0, sittings.now).includes(id)) return 'given';
  if (place === 0) return 'removed';
  if (talk.talk.skip === true) return 'left out';
  return sittings.state === 'standby' && sittings.given[sittings.now] === id ? 'next' : 'waiting';
}

/** Expected end against planned end, each time that a talk was over or was no-show. */
function driftOf(account: SessionAccount, plannedEnd: number | undefined): DriftPoint[] {
  if (plannedEnd === undefined) return [];
  const { sittings, time, settings } = account;
  const begun = settings.start ?? -Infinity;
  return [...sittings.talks.values()]
    .flatMap(({ id, sitting, missed }) => {
      if (sitting?.end !== undefined) return [{ id, at: sitting.end, ahead: sitting.ahead }];
      return missed ? [{ id, ...missed }] : [];
    })
    .sort((a, b) => a.at - b.at)
    .map(({ id, at, ahead }) => ({ id, at: time.wall(at), ahead }))
    .filter(({ at }) => at >= begun)
    .map(({ id, at, ahead }) => ({ id, at, behind: at + ahead - plannedEnd }));
}

function rulesOf({ sittings, settings, documents }: SessionAccount): Report['rules'] {
  const names = new Set(
    [...sittings.talks.values()].map(({ talk }) => talk.rules ?? settings.rules ?? DEFAULT_RULES),
  );
  return [...names].map((name) => ({ name, title: documents.get(name)?.title ?? '' }));
}

function incidentsOf({ incidents, time }: SessionAccount): Incident[] {
  const sets = time.sets.map(({ at, by }): Incident => {
    const length = formatDuration(duration(Math.abs(Math.round(by / 1000) * 1000)));
    const way = by > 0 ? 'forward' : 'back';
    return { at, kind: 'clock set', text: `the time of day was put ${way} by ${length}` };
  });
  return [...incidents.all, ...sets]
    .map((one) => ({ ...one, at: time.wall(one.at) }))
    .sort((a, b) => a.at - b.at);
}

/** Without the keys that have no value. */
const present = <T extends object>(values: T): { [K in keyof T]?: Exclude<T[K], undefined> } =>
  Object.fromEntries(Object.entries(values).filter(([, value]) => value !== undefined)) as {
    [K in keyof T]?: Exclude<T[K], undefined>;
  };
