/** A session in a few sentences: for the terminal at the end of a run, and for the head of its report. */
import type { Report, TalkReport } from './report.ts';
import { SENDERS } from '../session/types.ts';
import { LATE, PRESSERS, STATES, count, hoursIn, lateness, length, standing } from './words.ts';
import { visible } from '../system/characters.ts';

export interface Fact {
  readonly name: string;
  readonly text: string;
}

const given = ({ talks }: Report): TalkReport[] => talks.filter(({ status }) => status === 'given');

/** `10 talks given, 2 no-shows`. */
export function givenWords(report: Report): string {
  const missed = report.talks.filter(({ status }) => status === 'missed').length;
  const toCome = report.talks.filter(
    ({ status }) => status === 'waiting' || status === 'next',
  ).length;
  const on = report.talks.filter(({ status }) => status === 'on').length;
  return [
    `${count(given(report).length, 'talk')} given`,
    ...(on > 0 ? [`${String(on)} on`] : []),
    count(missed, 'no-show'),
    ...(toCome > 0 ? [`${String(toCome)} still to come`] : []),
  ].join(', ');
}

/** The talk that went over the most, or undefined where none did by a second. */
export function longestOverrun(report: Report): TalkReport | undefined {
  const [most] = given(report).toSorted((a, b) => (b.over ?? 0) - (a.over ?? 0));
  return most !== undefined && (most.over ?? 0) >= 1000 ? most : undefined;
}

export function changeoverWords({ changeovers: { count: n, sum, over } }: Report): string {
  if (n === 0) return 'none';
  const difference =
    length(over) === '0:00'
      ? 'as planned'
      : `${length(over)} ${over > 0 ? 'more' : 'less'} than planned`;
  return `${length(sum)} in all, ${difference}`;
}

/** When it began and ended, against its plan. */
export function timeFacts(report: Report): Fact[] {
  const { began, ended, plannedBegin, plannedEnd, behind, zone, state } = report;
  const { second, minute } = hoursIn(zone);
  const planned = (at: number | undefined): string =>
    // Where no hour was said, the plan begins with the first start.
    at === undefined || at === began ? '' : ` (planned ${minute(at)})`;
  const facts: Fact[] = [];
  if (began !== undefined)
    facts.push({ name: 'Began', text: second(began) + planned(plannedBegin) });
  if (ended !== undefined) facts.push({ name: 'Ended', text: second(ended) + planned(plannedEnd) });
  if (behind !== undefined) facts.push({ name: 'Against the plan', text: standing(behind) });
  if (state !== 'closed') facts.push({ name: 'State', text: STATES[state] });
  return facts;
}

function lateSignals(report: Report): {
  readonly shown: number;
  readonly worst: number;
  readonly late: number;
} {
  const all = report.talks.flatMap(({ signals }) => signals.flatMap(({ late }) => late ?? []));
  return {
    shown: all.length,
    worst: all.reduce((most, one) => Math.max(most, one), 0),
    late: all.filter((one) => one > LATE).length,
  };
}

/** All that stands at the head of a report. */
export function factsOf(report: Report): Fact[] {
  const { rules, lights, trim, speed, presses, until, zone, refused } = report;
  const longest = longestOverrun(report);
  const { shown, worst, late } = lateSignals(report);
  const over = late > 0 ? `, ${String(late)} over ${String(LATE)} ms` : '';
  const most = Math.round(worst) === 0 ? 'none late' : `at most ${lateness(worst)} late`;
  const signals = `${count(shown, 'signal')}, ${most}${over}`;
  const pressed = SENDERS.flatMap((by) => {
    const n = presses[by];
    return n === undefined ? [] : [`${PRESSERS[by]} ${String(n)}`];
  });
  const all: (Fact | false)[] = [
    ...timeFacts(report),
    { name: 'Talks', text: givenWords(report) },
    {
      name: 'Longest overrun',
      // The name last: one that is written from the right turns round nothing.
      text: longest ? `${length(longest.over ?? 0)} by ${visible(longest.speaker)}` : 'none',
    },
    { name: 'Changeovers', text: changeoverWords(report) },
    shown > 0 && { name: 'Signals', text: signals },
    until !== undefined && { name: 'Room free by', text: hoursIn(zone).minute(until) },
    { name: 'Rules', text: rules.map(({ name }) => visible(name)).join(', ') },
    lights.length > 0 && { name: 'Light', text: lights.map(visible).join(', ') },
    trim !== undefined && { name: 'Clock trim', text: `${String(trim)} ppm` },
    pressed.length > 0 && {
      name: 'Presses',
      text: pressed.join(', ') + (refused > 0 ? `, refused ${String(refused)}` : ''),
    },
    speed !== undefined && { name: 'Speed', text: `${String(speed)} times (a rehearsal)` },
    { name: 'Time zone', text: hoursIn(zone).zone },
  ];
  return all.filter((one) => one !== false);
}

/** What is wrong with the journal itself. */
export function damage({ journal: { odd, torn, earlier } }: Report): string[] {
  const told: (string | false)[] = [
    odd > 0 &&
      `${count(odd, 'line')} of the journal made no sense and ${odd === 1 ? 'was' : 'were'} ignored.`,
    torn && 'The last line of the journal was cut off by a crash and is ignored.',
    earlier > 0 &&
      `${count(earlier, 'earlier session')} in the same journal ${earlier === 1 ? 'is' : 'are'} not shown.`,
  ];
  return told.filter((one) => one !== false);
}
