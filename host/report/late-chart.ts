/** How late each signal was shown, as its player measured it: a dot each, with the limit drawn. */
import { scale } from './axis.ts';
import { el, figure, line, table, text, type Element } from './element.ts';
import type { Report } from './report.ts';
import { LATE, count, lateness, nameOf } from './words.ts';

const LEFT = 62;
const RIGHT = 706;
const TOP = 12;
const BOTTOM = 116;

/** A thousandth of a second is as good as none; from there on each step is ten times as much. */
const decades = (ms: number): number => Math.log10(1 + Math.max(0, ms));

export function lateChart({ talks }: Report, id: string): Element | undefined {
  const rows = talks.flatMap((talk) => {
    const signals = talk.signals.flatMap((one) =>
      one.late === undefined ? [] : [{ ...one, late: one.late }],
    );
    return signals.length > 0 ? [{ talk, signals }] : [];
  });
  const all = rows.flatMap(({ signals }) => signals.map(({ late }) => late));
  if (all.length === 0) return undefined;
  const most = Math.max(1000, ...all);
  const y = scale(0, decades(most), BOTTOM, TOP);
  const values = [0, 10, LATE, 1000, 10_000, 100_000].filter((one) => one <= most);
  const room = (RIGHT - LEFT) / rows.length;
  return figure({
    id,
    title: 'How late signals were shown',
    told: `${count(all.length, 'signal')}, the latest ${lateness(Math.max(...all))} late; the limit is ${String(LATE)} ms`,
    width: 720,
    height: 136,
    drawn: [
      ...values.flatMap((value) => [
        line(LEFT, y(decades(value)), RIGHT, y(decades(value)), value === LATE ? 'limit' : 'grid'),
        text(
          LEFT - 5,
          y(decades(value)) + 4,
          value === 0 ? '0' : value === LATE ? `${String(LATE)} ms` : lateness(value),
          {
            class: 'small end',
          },
        ),
      ]),
      text(RIGHT, y(decades(LATE)) - 4, 'limit', { class: 'small end' }),
      ...rows.flatMap(({ talk, signals }, i) => {
        const from = LEFT + room * i;
        return [
          text(from + room / 2, 132, String(talk.place || '–'), { class: 'small middle' }),
          ...signals.map(({ late }, n) => {
            const at = { x: from + (room * (n + 1)) / (signals.length + 1), y: y(decades(late)) };
            return late > LATE
              ? el('path', { d: cross(at.x, at.y), class: 'late' })
              : el('circle', { cx: at.x, cy: at.y, r: 2.6, class: 'point' });
          }),
        ];
      }),
    ],
    behind: table(
      'How late signals were shown',
      ['Talk', 'Signals'],
      rows.map(({ talk, signals }) => [
        nameOf(talk),
        signals
          .map(({ name, late }) => `${name.replaceAll('-', ' ')} ${lateness(late)}`)
          .join(', '),
      ]),
    ),
  });
}

const cross = (x: number, y: number): string => {
  const [left, right, top, bottom] = [x - 4, x + 4, y - 4, y + 4].map((one) => one.toFixed(1));
  return `M${String(left)} ${String(top)}L${String(right)} ${String(bottom)}M${String(left)} ${String(bottom)}L${String(right)} ${String(top)}`;
};
