/** The single values of a talk, checked: each error names the place and the mend. */
import { LONGEST, formatDuration, parseDuration, type Duration } from '../../protocol/time.ts';
import {
  detached,
  firstInvisible,
  firstRefused,
  hasInk,
  quoted,
  tidy,
} from '../system/characters.ts';
import type { SourceText, Span } from './source.ts';

/** A value as a source has it: its text with quotes undone, and where it stands. */
export interface Field extends Span {
  readonly text: string;
  /** True if it stood in quotes. */
  readonly wasQuoted?: boolean;
}

/** More than this is no name or title but a paste that went wrong. */
const LONGEST_TEXT = 500;
const LONGEST_NOTES = 5_000;

/** One line of clean text; `what` names it in messages ("the title"). Empty if nothing is to be seen. */
export function textOf(source: SourceText, field: Field, what: string): string {
  const raw = source.text.slice(field.at, field.at + field.length);
  const refused = firstRefused(field.text);
  if (refused) {
    // An escape sequence of JSON stands in the source under another spelling: then mark all of it.
    const inRaw = firstRefused(raw);
    const span = inRaw ? { at: field.at + inRaw.at, length: inRaw.length } : field;
    throw source.problem(span, `${what} holds the control character ${refused.name}: delete it`);
  }
  const invisible = firstInvisible(field.text);
  if (invisible) {
    source.remark(`${what} holds the invisible character ${invisible.name}: left out`, field);
  }
  const text = tidy(field.text);
  const most = what === 'the notes' ? LONGEST_NOTES : LONGEST_TEXT;
  if (text.length > most) {
    const size = `${String(text.length)} characters long, at most ${String(most)} are allowed`;
    throw source.problem(field, `${what} is ${size}: is a quote or a line break missing?`);
  }
  return hasInk(text) ? detached(text) : '';
}

/** An allotted length as people type it; undefined if the field is empty. */
export function durationOf(
  source: SourceText,
  field: Field,
  what = 'the duration',
): Duration | undefined {
  const text = tidy(field.text);
  if (text === '') return undefined;
  const read = parseDuration(text);
  if (read !== undefined) return read;
  const limits = `from 0:01 to ${formatDuration(LONGEST)}`;
  const reason =
    /^[-\u2212]/.test(text) || /^[0:]+\s*(s|sec|m|min|h)?$/i.test(text)
      ? 'is no time at all'
      : 'cannot be read';
  throw source.problem(
    field,
    `${what} ${quoted(text)} ${reason}: write minutes and seconds as 5:00, or 5m, 90s, 1h (${limits})`,
  );
}

const YES = new Set(['yes', 'y', 'true', '1', 'x', 'on', '✓', '✔']);
const NO = new Set(['', 'no', 'n', 'false', '0', 'off']);

/** A mark in a column such as `skip`. */
export function flagOf(source: SourceText, field: Field, what: string): boolean {
  const text = tidy(field.text).toLowerCase();
  if (YES.has(text)) return true;
  if (NO.has(text)) return false;
  throw source.problem(field, `${what} is ${quoted(field.text)}: write yes or no`);
}

/** A date with a time, with or without an offset (without one, the computer's own time zone holds). */
const MOMENT = /^(\d{4}-\d\d-\d\d)[T ](\d\d:\d\d(?::\d\d(?:\.\d{1,9})?)?)\s?(Z|[+-]\d\d:?\d\d)?$/i;

/** An ISO date-time in one spelling, or undefined. */
export function momentOf(text: string): string | undefined {
  const match = MOMENT.exec(tidy(text));
  if (!match) return undefined;
  const [, date = '', time = '', zone = ''] = match;
  const offset = zone.toUpperCase().replace(/^([+-]\d\d):?(\d\d)$/, '$1:$2');
  const iso = `${date}T${time}${offset}`;
  // Date takes the 30th of February for the 1st of March; the day must come back as it went in.
  const day = new Date(`${date}T00:00Z`);
  const real = !Number.isNaN(day.getTime()) && day.toISOString().startsWith(date);
  return real && !Number.isNaN(Date.parse(iso)) ? iso : undefined;
}
