/** Over and under as bars, from a line down the middle. */
import { scale } from './axis.ts';
import { figure, line, rect, speakerName, table, text, type Element } from './element.ts';
import type { Report } from './report.ts';
import { visible } from '../system/characters.ts';
import { length, nameOf, signed } from './words.ts';

const ROW = 19;
const TOP = 18;
const MIDDLE = 430;
const REACH = 215;

export function overChart({ talks }: Report, id: string): Element | undefined {
  const rows = talks.filter(({ over }) => over !== undefined);
  if (rows.length === 0) return undefined;
  const most = Math.max(60_000, ...rows.map(({ over = 0 }) => Math.abs(over)));
  const x = scale(-most, most, MIDDLE - REACH, MIDDLE + REACH);
  const height = TOP + rows.length * ROW + 4;
  return figure({
    id,
    title: 'Over and under',
    told: `How far ${String(rows.length)} talks ended before or after their allotted time`,
    width: 720,
    height,
    drawn: [
      text(MIDDLE - 8, 11, '◂ under', { class: 'small end' }),
      text(MIDDLE + 8, 11, 'over ▸', { class: 'small' }),
      ...rows.flatMap((talk, i) => {
        const { over = 0 } = talk;
        const y = TOP + i * ROW;
        const from = Math.min(x(0), x(over));
        const end = over < 0 ? 'small end' : 'small';
        return [
          speakerName(talk.place, visible(talk.speaker), y - 1, 156, 'name'),
          rect(from, y + 2, Math.abs(x(over) - x(0)), 13, over > 0 ? 'over' : 'under'),
          text(x(over) + (over < 0 ? -5 : 5), y + 13, signed(over, '−'), { class: end }),
        ];
      }),
      line(MIDDLE, TOP - 2, MIDDLE, height - 2, 'axis'),
    ],
    behind: table(
      'Over and under',
      ['Talk', 'Allotted', 'Taken', 'Over or under'],
      rows.map((talk) => [
        nameOf(talk),
        length(talk.allotted),
        length(talk.taken ?? 0),
        signed(talk.over ?? 0, '−'),
      ]),
    ),
  });
}
