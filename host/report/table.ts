/** A report for a terminal. */
import { cutTo, visible } from '../system/characters.ts';
import {
  changeoverWords,
  damage,
  factsOf,
  givenWords,
  longestOverrun,
  timeFacts,
} from './facts.ts';
import type { Report } from './report.ts';
import { count, hoursIn, length, nameOf, remarks, signed, titleOf } from './words.ts';

/** The short form: what is said at the end of a run. */
export function summaryOf(report: Report): string[] {
  if (report.began === undefined) return ['Nothing was started.'];
  const most = longestOverrun(report);
  const times = timeFacts(report).filter(({ name }) => name !== 'State');
  return [
    `${givenWords(report)}.`,
    ...(times.length > 0
      ? [`${upper(times.map(({ name, text }) => sentence(name, text)).join(', '))}.`]
      : []),
    most
      ? `Longest overrun: ${length(most.over ?? 0)} by ${visible(most.speaker)}.`
      : 'No talk ran over.',
    `Changeovers: ${changeoverWords(report)}.`,
  ];
}

const sentence = (name: string, text: string): string =>
  name === 'Against the plan' ? text : `${name.toLowerCase()} ${text}`;

const upper = (text: string): string => text.charAt(0).toUpperCase() + text.slice(1);

/** All of it, in so many columns. */
export function tableOf(report: Report, width: number): string[] {
  const { talks, incidents, moreIncidents, zone, began } = report;
  const { second, minute, day } = hoursIn(zone);
  const room = Math.max(20, width - 38);
  const facts = factsOf(report);
  const widest = Math.max(...facts.map(({ name }) => name.length));
  const rows = talks.flatMap((talk) => {
    const { place, planned, start, taken, over } = talk;
    const cells = [
      (place === 0 ? '-' : String(place)).padStart(3),
      (planned ? minute(planned.start) : '').padStart(8),
      (start === undefined ? '' : second(start)).padStart(9),
      (taken === undefined ? '' : length(taken)).padStart(7),
      (over === undefined ? '' : signed(over)).padStart(7),
    ];
    // A public report has no notes and no profiles.
    const besides = [remarks(talk), talk.profile ?? [], talk.notes ? [`notes: ${talk.notes}`] : []];
    return [
      `${cells.join('')}  ${cutTo(nameOf(talk), room)}`,
      ...besides
        .filter((told) => told.length > 0)
        .map((told) => `${' '.repeat(36)}${cutTo(visible(told.join(' · ')), room)}`),
    ];
  });
  const events = incidents.map(({ at, text }) => `  ${second(at)}  ${visible(text)}`);
  return [
    titleOf(report) + (began === undefined ? '' : `, ${day(began)}`),
    ...(report.private ? ['Private: with notes, profiles and extra time. Do not pass it on.'] : []),
    ...facts.map(({ name, text }) => `  ${name.padEnd(widest)}  ${text}`),
    '',
    '  # planned    start  taken   over  speaker – title',
    ...rows,
    ...(events.length > 0 ? ['', 'What else happened:', ...events] : []),
    ...(moreIncidents > 0 ? [`  and ${count(moreIncidents, 'event')} more`] : []),
    ...damage(report),
  ];
}
