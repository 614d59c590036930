/** A lineup as a file that people go on editing by hand. Everything but places and remarks survives. */
import { createRequire } from 'node:module';
import type * as Yaml from 'yaml';
import { formatDuration } from '../../protocol/time.ts';
import { headingOf, type Column } from './columns.ts';
import type { Lineup, Talk } from './lineup.ts';
import { SESSION_KEYS, type SessionKey } from './session-values.ts';

const ALWAYS: readonly (keyof Talk & Column)[] = ['speaker', 'title', 'duration'];
const WHERE_USED: readonly (keyof Talk & Column)[] = [
  'notes',
  'pronouns',
  'sayAs',
  'rules',
  'silent',
  'noFlash',
  'skip',
];

/** CSV with commas: the session's values as comment lines, headings, one row a talk. */
export function writeCsv(lineup: Lineup): string {
  const used = WHERE_USED.filter((column) =>
    lineup.talks.some((talk) => talk[column] !== undefined),
  );
  const columns = [...ALWAYS, ...used];
  const comments = sessionOf(lineup).map(([key, value]) => cell(`# ${key}: ${value}`));
  const rows = lineup.talks.map((talk) =>
    columns.map((column) => cell(guarded(textOf(talk, column)), column === 'speaker')).join(','),
  );
  return [...comments, columns.map(headingOf).join(','), ...rows]
    .map((line) => `${line}\n`)
    .join('');
}

/** A talk's value as people would type it. */
function textOf(talk: Talk, column: keyof Talk & Column): string {
  const value = talk[column];
  if (typeof value === 'number') return formatDuration(value);
  return value === true ? 'yes' : value === undefined || value === false ? '' : value;
}

function sessionOf(lineup: Lineup): [SessionKey, string][] {
  return SESSION_KEYS.flatMap((key): [SessionKey, string][] => {
    const value = lineup[key];
    if (value === undefined) return [];
    return [[key, typeof value === 'number' ? formatDuration(value) : value]];
  });
}

/** Quotes a cell if it needs it; a first cell that begins with `#` would else be a comment. */
function cell(text: string, first = false): string {
  const needs = /[,;\t"\r\n]/.test(text) || text !== text.trim() || (first && text.startsWith('#'));
  return needs ? `"${text.replaceAll('"', '""')}"` : text;
}

/**
 * Spreadsheets compute a cell that begins with `=`, `+`, `-` or `@`, and titles come from anybody:
 * an apostrophe in front stops that, and the reader takes it away again.
 */
const guarded = (text: string): string => (/^'*[=+\-@]/.test(text) ? `'${text}` : text);

/** The lineup as plain data, in the order that people write it. */
function plainData(lineup: Lineup): Record<string, unknown> {
  const talks = lineup.talks.map((talk) => {
    const set = [...ALWAYS, ...WHERE_USED].filter((column) => talk[column] !== undefined);
    return Object.fromEntries(
      set.map((column) => [column, talk[column] === true ? true : textOf(talk, column)]),
    );
  });
  return { ...Object.fromEntries(sessionOf(lineup)), talks };
}

export function writeYaml(lineup: Lineup): string {
  const yaml = createRequire(import.meta.url)('yaml') as typeof Yaml;
  return yaml.stringify(plainData(lineup), { lineWidth: 0 });
}

export function writeJson(lineup: Lineup): string {
  return `${JSON.stringify(plainData(lineup), undefined, 2)}\n`;
}
