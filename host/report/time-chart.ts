/** Planned against actual: a line for each talk, the plan above what came of it. */
import { SHORT, scale, tickLabel, ticks } from './axis.ts';
import { el, figure, line, rect, speakerName, table, text, type Element } from './element.ts';
import type { Report, SignalReport, TalkReport } from './report.ts';
import { visible } from '../system/characters.ts';
import { hoursIn, length, nameOf } from './words.ts';

const LEFT = 150;
const RIGHT = 712;
const ROW = 23;
const TOP = 22;

export function timeChart(report: Report, id: string): Element | undefined {
  const { talks, zone, incidents } = report;
  const rows = talks.filter(({ planned, start }) => planned !== undefined || start !== undefined);
  const moments = rows.flatMap(({ planned, start, end, taken = 0 }) => [
    ...(planned ? [planned.start, planned.end] : []),
    ...(start === undefined ? [] : [start, end ?? start + taken]),
  ]);
  if (moments.length === 0) return undefined;
  const from = Math.min(...moments);
  const to = Math.max(...moments, from + 60_000);
  const x = scale(from, to, LEFT, RIGHT);
  const hours = hoursIn(zone);
  const height = TOP + rows.length * ROW + 26;
  const bottom = TOP + rows.length * ROW;
  const hour = to - from < SHORT ? hours.second : hours.minute;
  return figure({
    id,
    title: 'Planned and actual times',
    told: `A time line of ${String(rows.length)} talks: the outlined bar is the plan, the filled one what came of it`,
    width: 720,
    height,
    drawn: [
      ...ticks(from, to, 9).flatMap((at) => [
        line(x(at), TOP - 4, x(at), bottom, 'grid'),
        tickLabel(x(at), TOP - 8, hour(at)),
      ]),
      ...rows.flatMap((talk, i) => rowOf(talk, TOP + i * ROW, x, report.private)),
      ...incidents
        .filter(({ at, kind }) => SHOWN.has(kind) && at >= from && at <= to)
        .map(({ at }) => line(x(at), TOP, x(at), bottom, 'incident')),
      ...legend(bottom + 17, report),
    ],
    behind: table(
      'Planned and actual times',
      ['Talk', 'Planned', 'Start', 'End', 'Signals'],
      rows.map((talk) => [
        nameOf(talk),
        talk.planned
          ? `${hours.second(talk.planned.start)}–${hours.second(talk.planned.end)}`
          : '–',
        talk.start === undefined ? '–' : hours.second(talk.start),
        talk.end === undefined ? '–' : hours.second(talk.end),
        talk.signals.map(signalWords).join(', ') || '–',
      ]),
    ),
  });
}

const SHOWN: ReadonlySet<string> = new Set(['cut off', 'link lost', 'sleep', 'podium started']);

/** `one-finger at 4:00`: by the talk's own clock. */
const signalWords = ({ name, due, jumped }: SignalReport): string =>
  `${name.replaceAll('-', ' ')} at ${length(due)}${jumped === true ? ' (jumped)' : ''}`;

function rowOf(
  talk: TalkReport,
  y: number,
  x: (at: number) => number,
  open: boolean,
): (Element | undefined)[] {
  const { planned, start, taken = 0, allotted, signals, status } = talk;
  const end = talk.end ?? (start === undefined ? undefined : start + talk.held + taken);
  // Where the allotted time was over, holds counted in.
  const over = start === undefined ? undefined : start + talk.held + allotted;
  const plain =
    planned && rect(x(planned.start), y + 2, x(planned.end) - x(planned.start), 7, 'planned');
  const bars: (Element | undefined)[] = [plain];
  if (start !== undefined && end !== undefined && over !== undefined) {
    const split = Math.min(end, over);
    bars.push(rect(x(start), y + 10, x(split) - x(start), 9, 'actual'));
    if (end > over) bars.push(rect(x(over), y + 10, x(end) - x(over), 9, 'over'));
  }
  return [
    speakerName(
      talk.place,
      visible(talk.speaker),
      y + 1,
      LEFT - 8,
      status === 'given' || status === 'on' ? 'name' : 'name away',
    ),
    ...bars,
    // When a signal was really shown tells who was given extra time: it is in what is not passed on.
    ...signals.flatMap(({ at, due, number }) => {
      const moment = open ? at : planned && planned.start + due;
      if (moment === undefined || number === 0) return [];
      const top = open ? y + 9 : y + 1;
      return [line(x(moment), top, x(moment), top + (open ? 11 : 9), 'signal')];
    }),
    status === 'missed' && planned
      ? text(x(planned.start) + 2, y + 19, 'no-show', { class: 'small' })
      : undefined,
  ];
}

function legend(y: number, { private: open, incidents }: Report): Element[] {
  const broken = incidents.some(({ kind }) => SHOWN.has(kind));
  const items: [string, Element][] = [
    ['planned', rect(0, -7, 22, 7, 'planned')],
    ['actual', rect(0, -8, 22, 9, 'actual')],
    ['over its time', rect(0, -8, 22, 9, 'over')],
    [open ? 'a signal, as it was shown' : 'a signal, as it was due', line(11, -9, 11, 2, 'signal')],
  ];
  if (broken) items.push(['cut off, link lost, asleep', line(11, -9, 11, 2, 'incident')]);
  const places = [96, 182, 258, 366, 528];
  return items.map(([name, sign], i) =>
    el(
      'g',
      { transform: `translate(${String(places[i] ?? 0)} ${String(y)})` },
      sign,
      text(27, 0, name, { class: 'small' }),
    ),
  );
}
