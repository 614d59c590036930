/** A report as a table for spreadsheets, which compute no cell of it, whatever people are called. */
import { visible } from '../system/characters.ts';
import type { Report, TalkReport } from './report.ts';
import { hoursIn, lateness, titleOf } from './words.ts';

type Cell = string | number | boolean | undefined;

const FORMULA = /^['\s]*[=+\-@＝＋－＠|%]/u;

/** One row a talk of all sessions, with headings. Lengths are seconds. Begins with a byte order mark, for Excel. */
export function csvOf(reports: readonly Report[]): string {
  const rows = reports.flatMap((report) => report.talks.map((talk) => rowOf(report, talk)));
  const open = reports.some((report) => report.private);
  const columns = open ? [...COLUMNS, ...PRIVATE] : COLUMNS;
  const lines = [columns, ...rows.map((row) => columns.map((column) => row[column]))];
  return `${MARK}${lines.map((cells) => cells.map(cellOf).join(',')).join('\r\n')}\r\n`;
}

/** By which our own file is known. */
export const MARK = '\ufeff';

const COLUMNS = [
  ...['session', 'number', 'speaker', 'title', 'status', 'rules', 'planned start', 'planned end'],
  ...['start', 'end', 'allotted s', 'taken s', 'over s', 'changeover before s', 'pauses'],
  ...['paused s', 'started before the press s', 'false starts', 'brought back', 'given before'],
  ...[
    'presses undone',
    'moved to the end',
    'moved',
    'added',
    'estimated',
    'started by',
    'ended by',
  ],
  'signals',
];
const PRIVATE = ['granted s', 'grants', 'profile', 'notes'];
export const HEADINGS = COLUMNS.slice(0, 4).join(',');

function rowOf(report: Report, talk: TalkReport): Readonly<Record<string, Cell>> {
  const { sortable } = hoursIn(report.zone);
  const hour = (at: number | undefined): Cell => (at === undefined ? undefined : sortable(at));
  const seconds = (ms: number | undefined): Cell =>
    ms === undefined ? undefined : Math.round(ms) / 1000;
  const signals = talk.signals.map(({ name, late, jumped }) =>
    jumped === true ? `${name} jumped` : late === undefined ? name : `${name} +${lateness(late)}`,
  );
  return {
    session: titleOf(report),
    number: talk.place === 0 ? undefined : talk.place,
    speaker: talk.speaker,
    title: talk.title,
    status: talk.status === 'missed' ? 'no-show' : talk.status,
    rules: talk.rules,
    'planned start': hour(talk.planned?.start),
    'planned end': hour(talk.planned?.end),
    start: hour(talk.start),
    end: hour(talk.end),
    'allotted s': seconds(talk.allotted),
    'taken s': seconds(talk.taken),
    'over s': seconds(talk.over),
    'changeover before s': seconds(talk.changeover),
    pauses: talk.holds,
    'paused s': seconds(talk.held),
    'started before the press s': seconds(talk.startedAgo),
    'false starts': talk.falseStarts,
    'brought back': talk.calledBack,
    'given before': talk.before,
    'presses undone': talk.undone,
    'moved to the end': talk.sentToEnd,
    moved: talk.moved,
    added: talk.added,
    estimated: talk.guessed === true,
    'started by': talk.startedBy,
    'ended by': talk.endedBy,
    signals: signals.join('; '),
    'granted s': seconds(talk.granted),
    grants: talk.grants,
    profile: talk.profile?.join(', '),
    notes: talk.notes,
  };
}

function cellOf(value: Cell): string {
  if (value === undefined) return '';
  if (typeof value !== 'string')
    return value === true ? 'yes' : value === false ? '' : String(value);
  const text = visible(value);
  const safe = FORMULA.test(text) ? `'${text}` : text;
  return /[",;\t\r\n]/.test(safe) || safe !== safe.trim()
    ? `"${safe.replaceAll('"', '""')}"`
    : safe;
}
