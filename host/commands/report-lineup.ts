/** What `check` says of a lineup: its schedule, everything that was assumed, everything doubtful. Pure. */
import { DEFAULT_RULES } from '../../protocol/presets.ts';
import { sharedSets } from '../../protocol/score.ts';
import { THREE_TIERS } from '../../protocol/signal.ts';
import { formatDuration, type Duration } from '../../protocol/time.ts';
import stringWidth from 'string-width';
import { doubts, inOrder } from '../lineup/doubts.ts';
import { clockOf } from '../lineup/exports/times.ts';
import type { Lineup, Remark } from '../lineup/lineup.ts';
import type { Roster } from '../session/roster.ts';
import { HOUR_WIDTH, hourOf } from '../system/time-of-day.ts';
import type { Evening, Schedule } from './schedule.ts';

/** What the command line said; the rest is assumed, and told. */
export interface Asked extends Evening {
  readonly rules?: string | undefined;
  readonly length?: Duration | undefined;
}

export interface ReportInput {
  readonly lineup: Lineup;
  readonly roster: Roster;
  /** The lineup as the user named it. */
  readonly source: string;
  readonly asked: Asked;
}

export function report(schedule: Schedule, input: ReportInput): string[] {
  return [
    ...rows(schedule),
    '',
    ...summary(schedule),
    ...assumptions(schedule, input),
    ...fitting(schedule),
    ...notes(input),
  ];
}

/** What there is to say of a lineup without talks: a slot that is still empty. */
export function emptyReport({ name, start, end, remarks }: Lineup, source: string): string[] {
  const hours = [start, end].flatMap((iso) => (iso === undefined ? [] : clockOf(iso)));
  const when = start === undefined ? '' : `, ${start.slice(0, 10)} ${hours.join('–')}`;
  return [`${name ?? source}${when}: no talks yet.`, ...remarks.map((one) => noteOf(one, source))];
}

function rows({ talks, until }: Schedule): string[] {
  const width = talks.reduce(
    (most, { entry }) => Math.max(most, stringWidth(entry.talk.speaker)),
    0,
  );
  return talks.flatMap(({ entry, number, start, end, cut }): string[] => {
    const { speaker, title } = entry.talk;
    const time =
      start === undefined || end === undefined
        ? 'left out'.padEnd(2 * HOUR_WIDTH + 1)
        : `${hourOf(start).padStart(HOUR_WIDTH)}–${hourOf(end).padEnd(HOUR_WIDTH)}`;
    const row = [
      String(number).padStart(3),
      time,
      formatDuration(entry.length).padStart(5),
      speaker + ' '.repeat(width - stringWidth(speaker)),
      title,
    ];
    const line = row.join('  ').trimEnd();
    return cut && until !== undefined
      ? [`     ── ${hourOf(until)}: what is below does not fit ──`, line]
      : [line];
  });
}

const count = (n: number, what: string): string => `${String(n)} ${what}${n === 1 ? '' : 's'}`;

function summary({ talks, begin, end }: Schedule): string[] {
  const given = talks.filter(({ start }) => start !== undefined);
  const out = talks.length - given.length;
  const kinds = [...new Set(given.map(({ entry }) => entry.rules))].join(', ');
  const hours = `${hourOf(begin)}–${hourOf(end)}`;
  const left = out === 0 ? '' : `, ${String(out)} left out`;
  const noted = given.filter(({ entry }) => entry.talk.notes !== undefined).length;
  const notes = noted === 0 ? '' : `, ${String(noted)} with notes`;
  return [`${count(given.length, 'talk')}${left}${notes}, rules ${kinds}, ${hours}:`];
}

/** Each on a line: what holds, who says so, and how to say otherwise. */
function assumptions(schedule: Schedule, { lineup, roster, asked }: ReportInput): string[] {
  const { talks, begin, until, changeover } = schedule;
  const said = (here: unknown, there: unknown, nobody: string, flag: string): string =>
    here !== undefined
      ? ' (as asked)'
      : there !== undefined
        ? ' (from the lineup)'
        : ` (${nobody}: ${flag} sets it)`;
  const date = lineup.start === undefined ? '' : ` on ${dateOf(begin)}`;
  const start = said(asked.start, lineup.start, 'now, since no time was given', '--start 17:30');
  const pause = said(asked.changeover, lineup.changeover, 'the default', '--changeover 0:30');
  const rules = said(asked.rules, undefined, 'the default', '--rules NAME');
  const without = talks.filter(({ entry }) => entry.talk.duration === undefined);
  const lengths = [...new Set(without.map(({ entry }) => formatDuration(entry.length)))];
  const whose = said(asked.length, undefined, 'from the rules', '--length 5:00');
  const own = roster.items.filter(({ talk }) => talk.rules !== undefined).length;
  const named = own === 0 ? '' : `; ${count(own, 'talk')} of them with rules of their own`;
  return [
    `  start       ${hourOf(begin)}${date}${start}`,
    `  changeover  ${formatDuration(changeover)}${pause}`,
    without.length === 0
      ? '  length      every talk has its own'
      : `  length      ${lengths.join(', ')} for ${count(without.length, 'talk')} without one${whose}`,
    `  rules       ${asked.rules ?? DEFAULT_RULES}${rules}${named}`,
    ...(until === undefined
      ? []
      : [`  until       ${hourOf(until)}${said(asked.until, lineup.end, '', '')}`]),
  ];
}

const dateOf = (ms: number): string =>
  new Date(ms).toLocaleDateString('en-GB', {
    weekday: 'long',
    day: 'numeric',
    month: 'long',
    year: 'numeric',
  });

function fitting({ until, over }: Schedule): string[] {
  if (until === undefined) return [];
  return [
    over === 0
      ? `All fit before ${hourOf(until)}.`
      : `${String(over)} of them ${over === 1 ? 'does' : 'do'} not fit before ${hourOf(until)}.`,
  ];
}

function notes({ lineup, roster, source }: ReportInput): string[] {
  const shared = [...new Set(roster.items.map(({ talk }) => roster.rulesOf(talk)))].flatMap(
    (rules) =>
      sharedSets(rules, THREE_TIERS).map((message): Remark => ({
        message: `rules ${rules.name}: ${message}`,
      })),
  );
  const all = inOrder([...lineup.remarks, ...zoneOf(lineup), ...doubts(lineup), ...shared]);
  return [...new Set(all.map((one) => noteOf(one, source)))];
}

function noteOf({ message, line, column }: Remark, source: string): string {
  const place = [source, line, column].filter((part) => part !== undefined).join(':');
  return `note: ${line === undefined ? '' : `${place}: `}${message}`;
}

/** Minutes in `+05:30`. */
const minutesEast = (offset: string): number =>
  (offset.startsWith('-') ? -1 : 1) * (Number(offset.slice(1, 3)) * 60 + Number(offset.slice(4)));

/** A conference elsewhere, planned at home: its hours are not this computer's. */
function zoneOf({ start = '' }: Lineup): Remark[] {
  const offset = /[+-]\d\d:\d\d$/.exec(start)?.[0];
  if (offset === undefined || minutesEast(offset) === -new Date(start).getTimezoneOffset())
    return [];
  return [{ message: `times are local to the session (UTC${offset}), not this computer's` }];
}
