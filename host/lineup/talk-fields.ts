/** The single values of a talk, checked: each error names the place and the mend. */
import { LONGEST, formatDuration, type Duration } from '../../protocol/time.ts';
import {
  detached,
  firstInvisible,
  firstRefused,
  hasInk,
  quoted,
  tidy,
  withoutMail,
} from '../system/characters.ts';
import { amountOf, readLength, type LengthUnit, type ReadLength } from './lengths.ts';
import { decodedOnce } from './mojibake.ts';
import type { SourceText, Span } from './source.ts';

/** A value as a source has it: its text with quotes undone, and where it stands. */
export interface Field extends Span {
  readonly text: string;
  /** True if it stood in quotes. */
  readonly wasQuoted?: boolean;
}

const A_MINUTE = 60_000;
const SMALL = ['no', 'one', 'two', 'three', 'four', 'five', 'six', 'seven', 'eight', 'nine', 'ten'];

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
  const meant = decodedOnce(text);
  if (meant !== undefined) {
    const example = `is ${quoted(meant)} meant? Save the file as UTF-8 once more`;
    source.remark(`${quoted(text)} looks encoded twice: ${example}`, field);
  }
  return hasInk(text) ? detached(addressFree(source, field, text, what)) : '';
}

/** Names come with addresses from forms; they never reach a screen. */
function addressFree(source: SourceText, field: Field, text: string, what: string): string {
  const free = withoutMail(text);
  if (free === text) return text;
  source.remark(`an e-mail address is left out of ${what}`, field);
  // "(contact kim@…)" leaves a bracket with nothing in it.
  const rest = tidy(free)
    .replace(/\s?[([](?:e-?mail|mail|contact|kontakt|correo)?:?\s*[)\]]/giu, '')
    .replace(/[\s,;:|–-]+$/u, '');
  // Someone speaks, only not by that name.
  return hasInk(rest) ? rest : what === 'the name' ? 'TBA' : '';
}

/** An allotted length as people type it; undefined if the field is empty. */
export function durationOf(
  source: SourceText,
  field: Field,
  what = 'the duration',
  unit: LengthUnit = 'minutes',
): Duration | undefined {
  const text = tidy(field.text);
  if (!hasInk(text) || /^(?:[-\u2013\u2014?]|n\/?a|tb[adc])$/i.test(text)) return undefined;
  const read = readLength(text, unit);
  if (read) {
    if (read.doubt !== undefined) source.remark(read.doubt, field);
    if (what === 'the duration') source.lengths.push({ ...read, text, span: field });
    return read.length;
  }
  const limits = `from 0:01 to ${formatDuration(LONGEST)}`;
  const nothing = /^[-\u2212]/.test(text) || amountOf(text)?.ms === 0;
  const reason = nothing ? 'must be longer than zero' : 'cannot be read';
  throw source.problem(
    field,
    `${what} ${quoted(text)} ${reason}: write minutes and seconds as 5:00, or 5 min, 90 s, 1 h (${limits})`,
  );
}

/** Half an hour and more without a unit; whole hours are doubted one by one. */
const isLongNumber = ({ spelling, length }: ReadLength): boolean =>
  spelling === 'number' && length >= 30 * A_MINUTE;

/** A column of hours and minutes, as spreadsheets have them, or of seconds: read as it stands, and doubted. */
export function doubtLengths(source: SourceText): void {
  const [first] = source.lengths;
  const all = (test: (read: ReadLength) => boolean): boolean => source.lengths.every(test);
  if (!first) return;
  if (all(({ spelling, length }) => spelling === 'clock' && length < A_MINUTE)) {
    const s = first.length / 1000;
    const short = `${quoted(first.text)} is ${SMALL[s] ?? String(s)} second${s === 1 ? '' : 's'}`;
    source.remark(`${short}: is ${String(s)}:00 meant?`, first.span);
  } else if (all(isLongNumber) && !all(({ length }) => length % (60 * A_MINUTE) === 0)) {
    const [, number = ''] = /^(\d+)/.exec(first.text) ?? [];
    const meant = formatDuration(((first.length / A_MINUTE) * 1000) as Duration);
    source.remark(
      `${quoted(first.text)} is read as ${number} minutes: if seconds are meant, write ${meant} or ${number} s`,
      first.span,
    );
  }
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
