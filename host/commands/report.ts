import { existsSync, statSync } from 'node:fs';
import { dirname, join, resolve } from 'node:path';
import { isLocked } from '../journal/lock.ts';
import { csvOf } from '../report/csv.ts';
import { publicReport, type Report } from '../report/report.ts';
import { tableOf } from '../report/table.ts';
import { openInBrowser } from '../system/browser.ts';
import { cacheFolder, stateFolder } from '../system/paths.ts';
import { InputProblem } from '../system/problem.ts';
import { replaceFile } from '../system/replace-file.ts';
import { readShown } from './load-shown.ts';
import { journalsOf, ownFolder } from './session-folders.ts';
import { JSON_START, keepReport, mayReplace, pageFor, readReport } from './session-report.ts';

export interface ReportOptions {
  readonly html?: string;
  readonly csv?: string;
  readonly json?: string;
  readonly open?: boolean;
  /** Notes, profiles and who was given extra time are told. */
  readonly private?: boolean;
}

/** How sessions went: of the newest one where no journal is named. Throws InputProblem. */
export async function report(journals: readonly string[], options: ReportOptions): Promise<void> {
  const named = journals.map(journalIn);
  const paths = named.length > 0 ? named : journalsOf(stateFolder()).slice(0, 1);
  const all = await readShown(paths, () => (named.length > 0 ? named.map(read) : [newest()]));
  for (const { path, whole } of all) await keepAgain(path, whole);
  const reports = all.map(({ whole }) => (options.private === true ? whole : publicReport(whole)));
  const { html, csv, json } = options;
  await write(html, '--html', /\.html?$/i, () => pageFor(reports));
  await write(csv, '--csv', /\.csv$/i, () => csvOf(reports));
  await write(json, '--json', /\.json$/i, () => jsonOf(reports));
  if (options.open === true) {
    const page = resolve(html ?? pageInCache(reports));
    console.log(page);
    await openInBrowser(page, console.error);
  } else if (html === undefined && csv === undefined && json === undefined)
    console.log(reports.map((one) => tableOf(one, columns()).join('\n')).join('\n\n'));
}

const columns = (): number => Math.max(60, Math.min(160, process.stdout.columns || 100));

/** One session as an object, several as a list in it; moments in ms since 1970, lengths in ms. */
const jsonOf = (sessions: readonly Report[]): string =>
  `${JSON_START},${JSON.stringify({ version: 1, sessions }, null, 1).slice(1)}\n`;

interface Read {
  readonly path: string;
  readonly whole: Report;
}

/** A session that nobody writes any more does not go on, whatever its last line says. */
function read(path: string): Read {
  const whole = readReport(path);
  const left = whole.state === 'going on' && !isLocked(path);
  return { path, whole: left ? { ...whole, state: 'stopped' } : whole };
}

/** The newest session; folders in which none was begun are passed over. */
function newest(): Read {
  for (const path of journalsOf(stateFolder())) {
    try {
      return read(path);
    } catch (error) {
      if (!(error instanceof InputProblem)) throw error;
    }
  }
  throw new InputProblem(
    'there is no session yet: "claplight run" starts one; a rehearsal keeps a journal with --journal FILE',
    {
      source: stateFolder(),
    },
  );
}

/** A session's folder means the journal in it. */
const journalIn = (path: string): string =>
  statSync(path, { throwIfNoEntry: false })?.isDirectory() === true
    ? join(path, 'journal.jsonl')
    : path;

/** After a crash nobody has filed the report: whoever reads it again does. */
async function keepAgain(path: string, whole: Report): Promise<void> {
  const folder = ownFolder(path);
  if (folder !== undefined && !isLocked(path)) await keepReport(whole, { folder });
}

async function write(
  path: string | undefined,
  flag: string,
  ending: RegExp,
  content: () => string,
): Promise<void> {
  if (path === undefined) return;
  const source = `${flag} ${path}`;
  if (!ending.test(path)) throw new InputProblem(`name it .${flag.slice(2)}`, { source });
  // A folder that is misspelt would be made.
  if (!existsSync(dirname(path)))
    throw new InputProblem(`there is no folder ${dirname(path)}: check the spelling`, { source });
  if (!(await mayReplace(path)))
    throw new InputProblem(
      'another file has that name, and it is not a report: choose another name',
      {
        source,
      },
    );
  replaceFile(path, content());
  console.log(resolve(path));
}

function pageInCache(reports: readonly Report[]): string {
  const path = join(cacheFolder(), 'report.html');
  replaceFile(path, pageFor(reports));
  return path;
}
