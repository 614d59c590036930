/** The schedule as a page for the wall: whole in itself, on A4, from a browser's print. Pure. */
import { formatDuration } from '../../protocol/time.ts';
import { escapedHtml } from '../system/html.ts';
import { hourOf } from '../system/time-of-day.ts';
import type { Schedule, ScheduledTalk } from './schedule.ts';

/** Black on white, with lines instead of shades: it is copied, and read from two metres. */
const STYLE = `
@page { size: A4; margin: 16mm 14mm; @bottom-right { content: counter(page) " / " counter(pages); font: 10pt sans-serif; } }
* { box-sizing: border-box; }
body { margin: 0 auto; max-width: 182mm; font: 12pt/1.3 system-ui, "Noto Sans", sans-serif; color: #000; background: #fff; }
h1 { margin: 0; font-size: 26pt; line-height: 1.15; overflow-wrap: anywhere; }
p { margin: 1mm 0; }
table { width: 100%; border-collapse: collapse; }
th { padding: 0 3mm 1mm 0; font-size: 10pt; font-weight: normal; text-align: start; }
td { padding: 1.7mm 3mm 1.7mm 0; border-top: 0.3mm solid #000; vertical-align: baseline; overflow-wrap: anywhere; }
tr { break-inside: avoid; }
.time { width: 18mm; font-size: 15pt; font-weight: 700; font-variant-numeric: tabular-nums; white-space: nowrap; }
.length { width: 17mm; font-variant-numeric: tabular-nums; white-space: nowrap; }
.who { width: 34%; font-size: 14pt; font-weight: 700; }
.out td { font-weight: normal; text-decoration: line-through; }
.cut td { border-top: 1mm double #000; padding: 1mm 0; font-size: 11pt; }
p.small { margin: 0 0 5mm; font-size: 10pt; }
@media screen { body { padding: 12mm; } }
`;

/** The HTML of it. All texts come from the lineup, and are text. */
export function printedSchedule(schedule: Schedule): string {
  const { name = 'Lightning talks', talks, begin, end, changeover } = schedule;
  const date = new Date(begin).toLocaleDateString('en-GB', {
    weekday: 'long',
    day: 'numeric',
    month: 'long',
    year: 'numeric',
  });
  const given = talks.filter(({ start }) => start !== undefined).length;
  const pauses = `with ${formatDuration(changeover)} between talks`;
  return `<!doctype html>
<html lang="en">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width">
<title>${escapedHtml(name)}</title>
<style>${STYLE}</style>
</head>
<body>
<h1 dir="auto">${escapedHtml(name)}</h1>
<p>${date}, ${hourOf(begin)}–${hourOf(end)} · ${String(given)} ${given === 1 ? 'talk' : 'talks'}</p>
<p class="small">Times are planned, ${pauses}; talks may begin earlier or later. Please be here before your turn.</p>
<table>
<thead><tr><th>Starts</th><th>Length</th><th>Speaker</th><th>Title</th></tr></thead>
<tbody>
${talks.map((talk) => rowOf(talk, schedule.until)).join('\n')}
</tbody>
</table>
</body>
</html>
`;
}

function rowOf({ entry, start, cut }: ScheduledTalk, until: number | undefined): string {
  const { speaker, title } = entry.talk;
  const limit =
    cut && until !== undefined
      ? `<tr class="cut"><td colspan="4">If there is time: the room must be free at ${hourOf(until)}.</td></tr>\n`
      : '';
  const cells = [
    `<td class="time">${start === undefined ? '–' : hourOf(start)}</td>`,
    `<td class="length">${formatDuration(entry.length)}</td>`,
    `<td class="who" dir="auto">${escapedHtml(speaker)}</td>`,
    `<td dir="auto">${escapedHtml(title)}</td>`,
  ];
  return `${limit}<tr${start === undefined ? ' class="out"' : ''}>${cells.join('')}</tr>`;
}
