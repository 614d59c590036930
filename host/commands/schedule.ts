/** What `check` says of a lineup: the talks with their plan, and everything doubtful. Pure. */
import { sharedSets } from '../../protocol/score.ts';
import { THREE_TIERS } from '../../protocol/signal.ts';
import { OPENING } from '../../protocol/stage.ts';
import { formatDuration, instant } from '../../protocol/time.ts';
import stringWidth from 'string-width';
import { doubts } from '../lineup/doubts.ts';
import type { Lineup, Remark } from '../lineup/lineup.ts';
import { CHANGEOVER } from './open-session.ts';
import { planOf } from '../session/plan.ts';
import type { Roster } from '../session/roster.ts';
import type { Entry } from '../session/types.ts';
import { hourOf } from '../system/time-of-day.ts';

export interface ReportInput {
  /** The lineup as the user named it. */
  readonly source: string;
  /** When the first talk is expected to start, and when the room must be free; ms since 1970. */
  readonly now: number;
  readonly until?: number | undefined;
}

export function report(lineup: Lineup, roster: Roster, input: ReportInput): string[] {
  const { source, now, until } = input;
  const changeover = lineup.changeover ?? CHANGEOVER;
  const begin = lineup.start === undefined ? now : Date.parse(lineup.start);
  const given = roster.given.map(({ id }) => id);
  const entries = roster.items.map(({ id, talk }): Entry => ({
    id,
    talk,
    length: roster.lengthOf(talk),
    rules: roster.rulesOf(talk).name,
    status: talk.skip === true ? 'missed' : id === given[0] ? 'next' : 'waiting',
  }));
  const plan = planOf({ entries, stage: OPENING, now: instant(0), wall: begin, changeover, until });
  const width = entries.reduce((most, { talk }) => Math.max(most, stringWidth(talk.speaker)), 0);
  const lines = entries.flatMap((entry, i): string[] => {
    const planned = plan.talks.find(({ id }) => id === entry.id);
    const before = plan.talks.find(({ id }) => id === entries[i - 1]?.id);
    const cut = planned?.fits === false && before?.fits !== false;
    const time = planned ? `${hourOf(planned.start)}–${hourOf(planned.end)}` : 'left out   ';
    const name = entry.talk.speaker + ' '.repeat(width - stringWidth(entry.talk.speaker));
    const row = [
      String(i + 1).padStart(3),
      time,
      formatDuration(entry.length).padStart(5),
      name,
      entry.talk.title,
    ].join('  ');
    return cut && until !== undefined
      ? [`     ── ${hourOf(until)}: what is below does not fit ──`, row]
      : [row];
  });
  return [
    ...lines,
    '',
    ...summary(entries, plan.end, plan.over, input),
    ...remarks(lineup, roster, source),
  ];
}

function summary(
  entries: readonly Entry[],
  end: number,
  over: number,
  { until }: ReportInput,
): string[] {
  const kinds = new Set(entries.map(({ rules }) => rules));
  const talks = entries.filter(({ status }) => status !== 'missed').length;
  const fit =
    until === undefined
      ? []
      : [
          over === 0
            ? `All fit before ${hourOf(until)}.`
            : `${String(over)} of them ${over === 1 ? 'does' : 'do'} not fit before ${hourOf(until)}.`,
        ];
  return [
    `${String(talks)} ${talks === 1 ? 'talk' : 'talks'}, rules ${[...kinds].join(', ')}; started now, the last ends at ${hourOf(end)}.`,
    ...fit,
  ];
}

function remarks(lineup: Lineup, roster: Roster, source: string): string[] {
  const shared = [...new Set(roster.items.map(({ talk }) => roster.rulesOf(talk)))].flatMap(
    (rules) =>
      sharedSets(rules, THREE_TIERS).map((message): Remark => ({
        message: `rules ${rules.name}: ${message}`,
      })),
  );
  return [...lineup.remarks, ...doubts(lineup), ...shared].map(({ message, line, column }) => {
    const place = [source, line, column].filter((part) => part !== undefined).join(':');
    return `note: ${line === undefined ? '' : `${place}: `}${message}`;
  });
}
