/** A report as it is drawn: for a file that is whole in itself, and for the page that shows it live. */
import { visible } from '../system/characters.ts';
import { driftChart } from './drift-chart.ts';
import { el, htmlOf, table, type Element } from './element.ts';
import { damage, factsOf, givenWords, timeFacts } from './facts.ts';
import { lateChart } from './late-chart.ts';
import { overChart } from './over-chart.ts';
import { pauseChart } from './pause-chart.ts';
import type { Report, TalkReport } from './report.ts';
import { timeChart } from './time-chart.ts';
import { count, hoursIn, length, remarks, signed, titleOf } from './words.ts';

/** Of one session or of several: rooms or days. */
export function drawingOf(reports: readonly Report[]): Element {
  const several = reports.length > 1;
  const title = several ? together(reports) : reports[0] ? titleOf(reports[0]) : 'Report';
  return el(
    'main',
    {},
    // The hatching of what is over its time: a colour alone would not tell.
    el(
      'svg',
      { class: 'patterns', width: 0, height: 0, 'aria-hidden': 'true' },
      el(
        'pattern',
        {
          id: 'hatching',
          width: 5,
          height: 5,
          patternUnits: 'userSpaceOnUse',
          patternTransform: 'rotate(45)',
        },
        el('rect', { width: 5, height: 5, class: 'hatched' }),
        el('rect', { width: 2, height: 5, class: 'hatch' }),
      ),
    ),
    el('h1', { dir: 'auto' }, title),
    several && overview(reports),
    ...reports.map((report, i) => (several ? below : same)(session(report, i + 1, several))),
  );
}

/** Headings of drawings stand below those of sessions, where there are such. */
const below = (element: Element): Element => ({
  ...element,
  tag: element.tag === 'h2' && element.attributes.class !== 'session' ? 'h3' : element.tag,
  content: element.content.map((one) => (typeof one === 'string' ? one : below(one))),
});

const same = (element: Element): Element => element;

const together = (reports: readonly Report[]): string => {
  const events = new Set(reports.flatMap(({ event }) => event ?? []));
  const [only] = events;
  return events.size === 1 && only !== undefined ? visible(only) : count(reports.length, 'session');
};

function overview(reports: readonly Report[]): Element {
  const rows = reports.map((report) => {
    const { began, zone, talks } = report;
    const over = talks.reduce((sum, talk) => sum + Math.max(0, talk.over ?? 0), 0);
    const standing = timeFacts(report).find(({ name }) => name === 'Against the plan')?.text ?? '–';
    const begun = began === undefined ? '–' : hoursIn(zone).sortable(began).slice(0, 16);
    return [titleOf(report), begun, givenWords(report), standing, length(over)];
  });
  const headings = ['Session', 'Began', 'Talks', 'Against the plan', 'Overruns in all'];
  return table('All sessions', headings, rows, { class: 'talks' });
}

function session(report: Report, n: number, several: boolean): Element {
  const { began, zone, incidents, moreIncidents, private: open } = report;
  const hours = hoursIn(zone);
  const id = (name: string): string => `${name}-${String(n)}`;
  return el(
    'article',
    {},
    several && el('h2', { class: 'session', dir: 'auto' }, titleOf(report)),
    el('p', { class: 'day' }, began === undefined ? 'Nothing was started.' : hours.day(began)),
    open &&
      el(
        'p',
        { class: 'private' },
        'Private: with notes, profiles and extra time. Do not pass it on.',
      ),
    el(
      'dl',
      { class: 'facts' },
      ...factsOf(report).map(({ name, text }) =>
        el('div', {}, el('dt', {}, name), el('dd', {}, text)),
      ),
    ),
    timeChart(report, id('times')),
    overChart(report, id('over')),
    driftChart(report, id('drift')),
    el(
      'div',
      { class: 'second' },
      pauseChart(report, id('pauses')),
      lateChart(report, id('late')),
      talkTable(report),
      incidents.length > 0 &&
        el(
          'div',
          {},
          el('h2', {}, 'What else happened'),
          el(
            'ul',
            {},
            ...incidents.map(({ at, text }) =>
              el('li', {}, `${hours.second(at)}  ${visible(text)}`),
            ),
          ),
        ),
      moreIncidents > 0 && el('p', {}, `And ${count(moreIncidents, 'event')} more.`),
      ...damage(report).map((sentence) => el('p', {}, sentence)),
    ),
  );
}

function talkTable(report: Report): Element {
  const hours = hoursIn(report.zone);
  const headings = ['Talk', 'Planned', 'Start', 'Allotted', 'Taken', 'Over', 'Remarks'];
  const rows = report.talks.map((talk) => rowOf(talk, hours.second, hours.minute));
  return table('Talk by talk', headings, rows, { class: 'talks' });
}

/** Each kept apart from the other: one may be written from the right. */
const talkName = ({ speaker, title }: TalkReport): (string | Element)[] => [
  el('bdi', {}, visible(speaker)),
  ...(title === '' ? [] : [' – ', el('bdi', { class: 'title' }, visible(title))]),
];

function rowOf(
  talk: TalkReport,
  second: (ms: number) => string,
  minute: (ms: number) => string,
): (string | Element)[] {
  const { place, planned, start, taken, over, allotted, notes, profile } = talk;
  const own = [...(profile ?? []), ...(notes === undefined ? [] : [visible(notes)])];
  return [
    el('span', {}, place === 0 ? '' : `${String(place)} `, ...talkName(talk)),
    planned ? minute(planned.start) : '–',
    start === undefined ? '–' : second(start),
    length(allotted),
    taken === undefined ? '–' : length(taken),
    over === undefined ? '–' : signed(over, '−'),
    el('span', { dir: 'auto' }, [...remarks(talk), ...own].join(' · ')),
  ];
}

/** By which our own file is known. */
export const GENERATOR = '<meta name="generator" content="Claplight report">';

/** A page that needs nothing else: no script, no address, no font. `style` is that of the live page. */
export function pageOf(reports: readonly Report[], style: string): string {
  const [only] = reports;
  const title = only && reports.length === 1 ? titleOf(only) : together(reports);
  return `<!DOCTYPE html>
<html lang="en">
<head>
<meta charset="utf-8">
${GENERATOR}
<meta name="viewport" content="width=device-width, initial-scale=1">
<meta http-equiv="Content-Security-Policy" content="default-src 'none'; style-src 'unsafe-inline'">
<title>${htmlOf(`Report: ${title}`)}</title>
<style>
${style}</style>
</head>
<body>
${htmlOf(drawingOf(reports))}
</body>
</html>
`;
}
