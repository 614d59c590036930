/** The report of a session as its files: read from a journal, and kept in its folder. */
import { basename, dirname, extname, join, resolve } from 'node:path';
import { JournalReader } from '../journal/read-journal.ts';
import { Account } from '../report/account.ts';
import { MARK, HEADINGS, csvOf } from '../report/csv.ts';
import { GENERATOR, pageOf } from '../report/drawing.ts';
import { publicReport, type Report } from '../report/report.ts';
import { packageRoot } from '../system/paths.ts';
import { InputProblem } from '../system/problem.ts';
import { readBoundedSync, readStart } from '../system/read-file.ts';
import { replaceFileLater } from '../system/replace-file.ts';
import { whyUnread } from '../system/why-unread.ts';

/** The last session of a journal. Throws an InputProblem where there is none, or it cannot be read. */
export function readReport(path: string): Report {
  const account = new Account();
  const reader = new JournalReader(path);
  try {
    for (const line of reader) account.take(line);
  } catch (error) {
    throw new InputProblem(whyUnread(error), { source: path });
  }
  const report = account.report(reader);
  if (report) return report;
  throw new InputProblem('there is no session in it: name a journal (.jsonl) of Claplight', {
    source: path,
  });
}

/** Those of the live page, in its order. */
const STYLES = ['report.css', 'report-charts.css', 'report-print.css'];
const STYLE_LONGEST = 100_000;

/** The page of some reports, whole in itself. */
export function pageFor(reports: readonly Report[]): string {
  const folder = join(packageRoot(), 'host/page/static');
  const style = STYLES.map((name) => readBoundedSync(join(folder, name), STYLE_LONGEST).toString());
  return pageOf(reports, style.join(''));
}

/** Whether a file may be replaced by a report: there is none, or it is a report itself. */
export async function mayReplace(path: string): Promise<boolean> {
  let start: string;
  try {
    start = (await readStart(path, OURS_WITHIN)).toString('utf8');
  } catch (error) {
    return (error as NodeJS.ErrnoException).code === 'ENOENT';
  }
  return (
    start.includes(GENERATOR) || start.startsWith(MARK + HEADINGS) || start.startsWith(JSON_START)
  );
}

const OURS_WITHIN = 1000;
export const JSON_START = '{"claplight":"report"';

/** What a report's page is called in a session's folder. */
const PAGE = 'report.html';

export interface Kept {
  readonly page?: string;
  readonly problem?: string;
}

/**
 * Writes what may be passed on of a report, for the user alone: into the session's folder, and beside a
 * journal that lies elsewhere, where no other file is overwritten. Gives the page's path, or the reason
 * why there is none. A session may go on meanwhile, however long the disk takes.
 */
export async function keepReport(
  report: Report,
  {
    folder,
    journal,
  }: { readonly folder?: string | undefined; readonly journal?: string | undefined },
): Promise<Kept> {
  const told = publicReport(report);
  const inside = folder === undefined ? undefined : join(folder, PAGE);
  const beside = besides(folder, journal);
  let page: string | undefined;
  let problem: string | undefined;
  for (const path of [inside, beside]) {
    if (path === undefined) continue;
    const csv = path.replace(/html$/, 'csv');
    if (!((await mayReplace(path)) && (await mayReplace(csv)))) {
      problem = `${path} or ${csv} exists and is no report: it was left alone`;
      continue;
    }
    try {
      await replaceFileLater(path, pageFor([told]));
      await replaceFileLater(csv, csvOf([told]));
      page ??= path;
    } catch (error) {
      problem = `the report could not be written: ${(error as Error).message}`;
    }
  }
  return page === undefined ? { ...(problem === undefined ? {} : { problem }) } : { page };
}

function besides(folder: string | undefined, journal: string | undefined): string | undefined {
  if (journal === undefined) return undefined;
  const path = resolve(journal);
  if (folder !== undefined && dirname(path) === resolve(folder)) return undefined;
  return join(dirname(path), `${basename(path, extname(path))}.html`);
}
