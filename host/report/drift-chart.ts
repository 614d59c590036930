/** How the expected end drifted from the planned one, talk by talk. */
import { SHORT, scale, tickLabel, ticks } from './axis.ts';
import { el, figure, line, table, text, type Element } from './element.ts';
import type { Report } from './report.ts';
import { hoursIn, nameOf, signed, standing } from './words.ts';

const LEFT = 62;
const RIGHT = 706;
const TOP = 12;
const BOTTOM = 106;
/** The room that the last words take. */
const WORDS = 120;

export function driftChart(report: Report, id: string): Element | undefined {
  const { drift, talks, zone, plannedBegin } = report;
  const [first] = drift;
  const last = drift.at(-1);
  if (first === undefined || last === undefined) return undefined;
  const hours = hoursIn(zone);
  const begin = Math.min(plannedBegin ?? first.at, first.at);
  const hour = last.at - begin < SHORT ? hours.second : hours.minute;
  const x = scale(begin, Math.max(last.at, begin + 1), LEFT, RIGHT);
  const all = drift.map(({ behind }) => behind);
  const low = Math.min(0, ...all, -30_000);
  const high = Math.max(0, ...all, 30_000);
  const y = scale(low, high, BOTTOM, TOP);
  const byId = new Map(talks.map((talk) => [talk.id, talk]));
  const points = [{ at: begin, behind: 0 }, ...drift].map(
    ({ at, behind }) => `${x(at).toFixed(1)},${y(behind).toFixed(1)}`,
  );
  // Above the line where it ends, or below it where there is no room: the words take the room of some talks.
  const beside = [...drift.slice(-2), ...drift.filter(({ at }) => x(at) > RIGHT - WORDS)].map(
    ({ behind }) => y(behind),
  );
  const above = Math.min(...beside) - 7;
  return figure({
    id,
    title: 'Against the plan, over time',
    told: `The expected end against the planned one after each talk: ${standing(last.behind)} in the end`,
    width: 720,
    height: 142,
    drawn: [
      ...ticks(low, high, 4).flatMap((value) => [
        line(LEFT, y(value), RIGHT, y(value), value === 0 ? 'axis' : 'grid'),
        text(LEFT - 5, y(value) + 4, value === 0 ? 'as planned' : signed(value, '−'), {
          class: 'small end',
        }),
      ]),
      ...ticks(begin, last.at, 9).map((at) => tickLabel(x(at), 138, hour(at))),
      el('polyline', { points: points.join(' '), class: 'drift' }),
      ...drift.map(({ at, behind }) =>
        el('circle', { cx: x(at), cy: y(behind), r: 3, class: 'point' }),
      ),
      text(RIGHT, above > TOP ? above : Math.max(...beside) + 15, standing(last.behind), {
        class: 'small end strong',
      }),
    ],
    behind: table(
      'Against the plan, over time',
      ['After', 'At', 'Against the plan'],
      drift.map((point) => {
        const talk = byId.get(point.id);
        return [talk ? nameOf(talk) : '', hours.second(point.at), standing(point.behind)];
      }),
    ),
  });
}
