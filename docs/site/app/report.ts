/** The report of a session, from its journal: the page that `claplight report` writes. */
import charts from '../../../host/page/static/report-charts.css';
import print from '../../../host/page/static/report-print.css';
import style from '../../../host/page/static/report.css';
import { lineFrom } from '../../../host/journal/journal-line.ts';
import { Account } from '../../../host/report/account.ts';
import { pageOf } from '../../../host/report/drawing.ts';
import { publicReport } from '../../../host/report/report.ts';

/** An empty text where nothing has happened that could be told. */
export function reportOf(lines: readonly string[]): string {
  const account = new Account();
  for (const text of lines) {
    const line = lineFrom(text);
    if (line) account.take(line);
  }
  const report = account.report();
  return report ? pageOf([publicReport(report)], style + charts + print) : '';
}
