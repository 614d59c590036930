/**
 * Lengths as people write them into forms and lists, in several languages, and as operators type them.
 * What the wire and the command line take is stricter: `parseDuration`.
 */
import { LONGEST, duration, formatDuration, parseDuration } from '../../protocol/time.ts';
import type { Duration } from '../../protocol/time.ts';
import { quoted } from '../system/characters.ts';

/** What a bare number in a column counts, as its heading says: "Duration (seconds)", "Length (hh:mm)". */
export type LengthUnit = 'minutes' | 'seconds' | 'hours';

export interface ReadLength {
  /** In ms, from 1 s to 24 h. */
  readonly length: Duration;
  /** How it was written: `0:05`, `5`, or with a unit. */
  readonly spelling: 'clock' | 'number' | 'unit';
  /** What to ask of whoever wrote it, where it may be meant otherwise. */
  readonly doubt?: string;
}

const HOURS = 'h|hrs?|hours?|std|stunden?|heures?|horas?|or[ae]|godz|godzin[ay]?|時間';
const MINUTES = "m|mn|mins?|minutes?|minuten|minutos?|minut[aiyo]?|分間?|分钟|['\u2032\u2019]";
const SECONDS =
  "s|secs?|seconds?|sek|sekunden?|secondes?|seg|segundos?|second[oi]|sekund[ay]?|秒|[\"\u2033\u201d]|''|\u2032\u2032|\u2019\u2019";
/** A longer text is no length; short ones bound the expressions below. */
const LONGEST_TEXT = 100;

const WORDS: readonly (readonly [value: number, words: string])[] = [
  [1, 'one|an?|eine?|une?|uma?|jedna?|一'],
  [2, 'two|zwei|deux|dos|dois|duas|due|dwie|二'],
  [3, 'three|drei|trois|tres|três|tre|trzy|三'],
  [4, 'four|vier|quatre|cuatro|quatro|quattro|cztery|四'],
  [5, 'five|fünf|fuenf|cinq|cinco|cinque|pięć|五'],
  [6, 'six|sechs|seis|sei|sześć|六'],
  [7, 'seven|sieben|sept|siete|sete|sette|siedem|七'],
  [8, 'eight|acht|huit|ocho|oito|otto|osiem|八'],
  [9, 'nine|neun|neuf|nueve|nove|dziewięć|九'],
  [10, 'ten|zehn|dix|diez|dez|dieci|dziesięć|十'],
  [12, 'twelve|zwölf|douze|doce|doze|dodici|dwanaście'],
  [15, 'fifteen|fünfzehn|quinze|quince|quindici|piętnaście|十五'],
  [20, 'twenty|zwanzig|vingt|veinte|vinte|venti|dwadzieścia|二十'],
  [30, 'thirty|dreißig|trente|treinta|trinta|trenta|trzydzieści|三十'],
];
const VALUES = new Map(
  WORDS.flatMap(([value, words]) =>
    words
      .replace('an?', 'a|an')
      .replace('eine?', 'ein|eine')
      .replace('une?', 'un|une')
      .replace('uma?', 'um|uma')
      .replace('jedna?', 'jedn|jedna')
      .split('|')
      .map((word): [string, number] => [word, value]),
  ),
);
const NUMBER = '(\\d{1,6}(?:[.,]\\d{1,3})?)';
const PART = new RegExp(
  `${NUMBER}\\s*-?\\s*(?:(${HOURS})|(${SECONDS})|(${MINUTES}))(?!\\p{L})\\.?`,
  'iuy',
);
/** Between `5m` and `30s`; behind hours or minutes a bare number is the next smaller unit. */
const JOINT = /[\s,]*(?:(?:and|und|et|y|e|i|&|\+)\s+)?/iuy;
const LAST = /(\d{1,2})(?:\s*)$/uy;
const ABOUT =
  /^(?:~|≈|(?:ca|circa|approx|about|around|roughly|max|up to|etwa|environ|unos|cerca de|około|約|maximum|maximal)(?![\p{L}])\.?)\s*/iu;
const TALK =
  /[\s-]*(?:(?:lightning\s*|blitz)?(?:talks?|vortrag|slot)|max(?:imum|imal)?\.?|incl\.? q&a|long|lang)$/iu;
const HALF_AN_HOUR =
  /^(?:half an hour|half hour|(?:eine )?halbe stunde|(?:une )?demi-heure|media hora|meia hora|mezz'ora|pół godziny)$/u;
const ISO = /^P(?:0D)?T(?:(\d{1,3})H)?(?:(\d{1,4})M)?(?:(\d{1,5})(?:\.\d{1,6})?S)?$/i;

/** Words for numbers become digits, other digits ours, brackets round all of it and "about" go. */
function plain(text: string): string {
  let out = text.replace('½', '0.5').normalize('NFKC').trim().toLowerCase();
  const inside = /^[([{](.*)[)\]}]$/u.exec(out);
  out = (inside?.[1] ?? out).trim().replace(ABOUT, '').replace(TALK, '').trim();
  if (HALF_AN_HOUR.test(out)) return '30m';
  const word = /^(\p{L}+?)(?=[\s-]|分|秒|時間|$)/u.exec(out)?.[1];
  const value = word === undefined ? undefined : VALUES.get(word);
  // "a" alone is no number.
  if (word === undefined || value === undefined || (value === 1 && word === out)) return out;
  return String(value) + out.slice(word.length);
}

interface Amount {
  readonly ms: number;
  readonly spelling: ReadLength['spelling'];
  readonly doubt?: string;
}

const decimal = (digits: string): number => Number(digits.replace(',', '.'));
/** Whole seconds are what the light counts. */
const whole = (ms: number): number => Math.round(ms / 1000) * 1000;

/** `5m30s`, `1 h 5`, `5'30"` from `from` on, to its end; undefined if a piece is no length. */
function inUnits(
  text: string,
  from = 0,
): { readonly ms: number; readonly end: number } | undefined {
  let ms = 0;
  let at = from;
  let end = from;
  let smaller = 0;
  for (let parts = 0; parts < 3; parts += 1) {
    PART.lastIndex = at;
    const part = PART.exec(text);
    if (!part) break;
    const [all, count = '', hours, seconds] = part;
    const unit = hours !== undefined ? 36e5 : seconds !== undefined ? 1e3 : 6e4;
    ms += decimal(count) * unit;
    smaller = unit / 60;
    end = at + all.length;
    JOINT.lastIndex = end;
    at = end + (JOINT.exec(text)?.[0].length ?? 0);
  }
  if (end === from) return undefined;
  LAST.lastIndex = at;
  const last = end < text.length && smaller >= 1000 ? LAST.exec(text) : null;
  if (!last) return { ms: whole(ms), end };
  return { ms: whole(ms + Number(last[1]) * smaller), end: text.length };
}

/** `5:00 min` counts minutes, `0:05 h` hours. */
const CLOCK = new RegExp(
  `^(\\d{1,4}:[0-5]\\d(?::[0-5]\\d)?)(?:[.,]0{1,3})?\\s*(?:(${HOURS})|(?:${MINUTES}))?\\.?$`,
  'iu',
);
const RANGE = /^(\d{1,4})\s*(?:-|–|—|to|bis|à|a|do|~)\s*(?=\d)/iu;

function clockOf(text: string, unit: LengthUnit): number | undefined {
  const [, clock = '', hours] = CLOCK.exec(text) ?? [];
  const parts = clock.split(':').map(Number);
  const [a, b = 0, c] = parts;
  if (clock === '' || a === undefined) return undefined;
  if (c !== undefined) return ((a * 60 + b) * 60 + c) * 1000;
  return (a * 60 + b) * (hours !== undefined || unit === 'hours' ? 60_000 : 1000);
}

/** What a text amounts to, in or out of bounds; undefined where it is no length. */
export function amountOf(raw: string, unit: LengthUnit = 'minutes'): Amount | undefined {
  if (raw.length > LONGEST_TEXT) return undefined;
  const text = plain(raw);
  const clock = clockOf(text, unit);
  if (clock !== undefined) return { ms: clock, spelling: unit === 'hours' ? 'unit' : 'clock' };
  if (/^\d{1,5}(?:[.,]\d{1,3})?$/.test(text)) return bareNumber(raw, text, unit);
  const iso = ISO.exec(text);
  if (iso && text.length > 2) {
    const [h = 0, m = 0, s = 0] = iso
      .slice(1)
      .map((part) => Number((part as string | undefined) ?? 0));
    return { ms: ((h * 60 + m) * 60 + s) * 1000, spelling: 'unit' };
  }
  const range = RANGE.exec(text);
  if (range) {
    const more = amountOf(text.slice(range[0].length), unit);
    return more && { ...more, doubt: `${quoted(raw)} is read as the longer of the two` };
  }
  const found = inUnits(text);
  return found?.end === text.length ? { ms: found.ms, spelling: 'unit' } : undefined;
}

function bareNumber(raw: string, text: string, unit: LengthUnit): Amount {
  const ms = whole(decimal(text) * { seconds: 1e3, minutes: 6e4, hours: 36e5 }[unit]);
  const [, m = '', s = ''] = /^(\d+)[.,]([0-5]\d)$/.exec(text) ?? [];
  const spelling = unit === 'minutes' ? 'number' : 'unit';
  if (unit !== 'minutes' || m === '' || s === '00' || s === '50' || s === '25')
    return { ms, spelling };
  const read = formatDuration(duration(ms));
  return { ms, spelling, doubt: `${quoted(raw)} is read as ${read}: is ${m}:${s} meant?` };
}

/** A length within bounds, wherever it stands in a text such as "Lightning talk (5 minutes)". */
export function readLength(text: string, unit: LengthUnit = 'minutes'): ReadLength | undefined {
  const strict = unit === 'minutes' ? parseDuration(text) : undefined;
  const amount = amountOf(text, unit) ?? (strict === undefined ? amountWithin(text) : undefined);
  const length = strict ?? (amount === undefined ? undefined : duration(amount.ms));
  if (length === undefined || length < 1000 || length > LONGEST) return undefined;
  const { spelling = 'unit', doubt } = amount ?? {};
  return { length, spelling, ...(doubt === undefined ? {} : { doubt }) };
}

/**
 * A length that somebody types now, by the rule for files; or a sentence. What a file is read for with a
 * doubt is asked again here, where there is somebody to mend it.
 */
export function typedLength(text: string): Duration | string {
  const read = readLength(text);
  if (read?.doubt !== undefined) return `Write the length as 5:00: ${read.doubt}.`;
  return read?.length ?? 'Write the length as 5:00, 5 min or 90 s; 24 hours at most.';
}

/** The only length in a sentence: an answer to "How long do you need?". */
function amountWithin(raw: string): Amount | undefined {
  if (raw.length > LONGEST_TEXT) return undefined;
  const text = raw.normalize('NFKC').toLowerCase();
  const found: number[] = [];
  for (let at = 0; at < text.length;) {
    const digit = /(?<![\d.,:])\d/gu;
    digit.lastIndex = at;
    const start = digit.exec(text)?.index;
    if (start === undefined) break;
    const amount = inUnits(text, start);
    if (amount) found.push(amount.ms);
    at = amount?.end ?? start + 1;
  }
  const [ms, another] = found;
  if (ms === undefined || another !== undefined || /^\s*[-\u2212]/.test(text)) return undefined;
  const read = formatDuration(duration(ms));
  return { ms, spelling: 'unit', doubt: `${quoted(raw)} is read as ${read}` };
}

/** What the heading of a column says of the numbers below it. */
export function unitIn(heading: string): LengthUnit {
  const text = heading.normalize('NFKC').toLowerCase();
  if (/\b(?:hh?:mm|hours?|stunden|heures)\b|時間数/.test(text) && !/hh?:mm:ss/.test(text))
    return 'hours';
  if (/\b(?:min|mins|minutes?|minuten|minutos|minuti|mm:ss)\b|分/.test(text)) return 'minutes';
  return /\b(?:s|secs?|seconds?|sek|sekunden|secondes|segundos|secondi|sekundy)\b|秒/.test(text)
    ? 'seconds'
    : 'minutes';
}
