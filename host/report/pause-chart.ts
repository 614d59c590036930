/** Changeovers as a strip: each as long as it took, with what was allotted below. */
import { scale } from './axis.ts';
import { figure, line, rect, table, text, type Element } from './element.ts';
import type { Report, TalkReport } from './report.ts';
import { length, nameOf, signed } from './words.ts';

const LEFT = 62;
const RIGHT = 712;
/** A block that is narrower has no room for its length. */
const ROOM = 26;

export function pauseChart(report: Report, id: string): Element | undefined {
  const { changeover: allotted, changeovers } = report;
  const all = report.talks
    .filter((talk): talk is TalkReport & { changeover: number } => talk.changeover !== undefined)
    .sort((a, b) => (a.start ?? 0) - (b.start ?? 0));
  if (all.length === 0) return undefined;
  const x = scale(0, Math.max(changeovers.sum, all.length * allotted, 1000), LEFT, RIGHT);
  let at = 0;
  const blocks = all.flatMap(({ changeover, place }) => {
    const from = x(at);
    const width = x(at + changeover) - from;
    at += changeover;
    const kind = changeover > allotted + 1000 ? 'over' : 'actual';
    const parts = [rect(from, 20, width - 1.5, 20, kind)];
    if (width >= ROOM)
      parts.push(
        text(from + width / 2, 52, length(changeover), { class: 'small middle' }),
        text(from + width / 2, 15, String(place), { class: 'small middle' }),
      );
    return parts;
  });
  const planned = all.map((_, i) =>
    rect(x(i * allotted), 58, x((i + 1) * allotted) - x(i * allotted) - 1.5, 8, 'planned'),
  );
  return figure({
    id,
    title: 'Changeovers',
    told: `${String(all.length)} changeovers took ${length(changeovers.sum)} in all; ${length(all.length * allotted)} were planned`,
    width: 720,
    height: 72,
    drawn: [
      text(LEFT - 5, 15, 'before', { class: 'small end' }),
      text(LEFT - 5, 35, 'taken', { class: 'small end' }),
      text(LEFT - 5, 66, 'planned', { class: 'small end' }),
      ...blocks,
      ...planned,
      line(LEFT, 17, LEFT, 69, 'axis'),
    ],
    behind: table(
      'Changeovers',
      ['Before', 'Taken', 'Against the plan'],
      all.map((talk) => [
        nameOf(talk),
        length(talk.changeover),
        signed(talk.changeover - allotted, '−'),
      ]),
    ),
  });
}
