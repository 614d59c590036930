/**
 * Which characters a lineup may hold. Names come from web forms and spreadsheets and go to terminals
 * and pages, so:
 * - control characters (terminal escapes among them), lone surrogates and noncharacters are refused
 *   in what people write by hand, and left out of exports, which nobody can edit;
 * - invisible characters (zero-width spaces, soft hyphens, direction overrides and marks) are left
 *   out with a remark: they come with pasted text, and two names that look the same must be the same;
 * - joiners and variation selectors stay: Persian, Hindi and Japanese names and emoji need them;
 * - white space of any kind is one space: every text of a talk is one line.
 */

const ENCODER = new TextEncoder();
const DECODER = new TextDecoder('utf-8', { ignoreBOM: true });

const REFUSED = /(?!\s)[\p{Cc}\p{Cs}\p{Noncharacter_Code_Point}]/u;
const ALL_REFUSED = new RegExp(REFUSED, 'gu');
const INVISIBLE =
  /(?![\u200c\u200d]|\p{Variation_Selector})\p{Default_Ignorable_Code_Point}|[\ufff9-\ufffb]/u;
const ALL_INVISIBLE = new RegExp(INVISIBLE, 'gu');
/** Something that leaves ink; joiners, marks and selectors alone are no name. */
const INK = /[\p{L}\p{N}\p{P}\p{S}]/u;

export interface Found {
  readonly at: number;
  readonly length: number;
  /** `U+001B (escape)`: what to call the character in a message. */
  readonly name: string;
}

const NAMES: Readonly<Record<number, string>> = {
  0: 'null',
  7: 'bell',
  8: 'backspace',
  27: 'escape',
  127: 'delete',
};

/** The first refused character of a text. */
export const firstRefused = (text: string): Found | undefined => find(REFUSED, text);

/** The first invisible character of a text. */
export const firstInvisible = (text: string): Found | undefined => find(INVISIBLE, text);

function find(pattern: RegExp, text: string): Found | undefined {
  const match = pattern.exec(text);
  if (!match) return undefined;
  const code = match[0].codePointAt(0) ?? 0;
  const name = `U+${code.toString(16).toUpperCase().padStart(4, '0')}`;
  const word = NAMES[code];
  return { at: match.index, length: match[0].length, name: word ? `${name} (${word})` : name };
}

/** Most texts: words of ASCII with single blanks between them. */
const TIDY = /^(?:[!-~]+(?: [!-~]+)*)?$/;

/** One line of ordinary characters, composed (NFC): what a lineup keeps of a text. */
export function tidy(text: string): string {
  if (TIDY.test(text)) return text;
  return text
    .replace(ALL_REFUSED, '')
    .replace(ALL_INVISIBLE, '')
    .replace(/\s+/gu, ' ')
    .trim()
    .normalize('NFC');
}

/**
 * A copy that shares no memory with the text that it was cut from: V8 keeps the whole of a source
 * alive for a slice of it, and with it the addresses that stand beside a name.
 */
export const detached = (text: string): string => DECODER.decode(ENCODER.encode(text));

/** True if a person would see something. */
export const hasInk = (text: string): boolean => INK.test(text);

/**
 * The same text with every character that a terminal might obey, or that cannot be seen, replaced
 * by a mark of the same length, so that columns stay where they are.
 */
export function visible(text: string): string {
  return text
    .replace(/\s/gu, ' ')
    .replace(ALL_REFUSED, mark)
    .replace(ALL_INVISIBLE, (hidden) => '\ufffd'.repeat(hidden.length));
}

function mark(control: string): string {
  const code = control.codePointAt(0) ?? 0;
  if (code < 0x20) return String.fromCodePoint(0x2400 + code);
  return code === 0x7f ? '\u2421' : '\ufffd'.repeat(control.length);
}

const WIDE =
  /[\p{Script=Han}\p{Script=Hiragana}\p{Script=Katakana}\p{Script=Hangul}\p{Emoji_Presentation}\u3000-\u303f\uff01-\uff60]/u;
const NO_WIDTH = /[\p{M}\u200c\u200d]/u;

/**
 * About how many columns of a terminal a text takes: enough to underline a word. (string-width knows
 * more, and takes 30 ms to load.)
 */
export function displayWidth(text: string): number {
  let columns = 0;
  for (const character of text) {
    columns += NO_WIDTH.test(character) ? 0 : WIDE.test(character) ? 2 : 1;
  }
  return columns;
}

/** The text if it takes at most so many columns, else as much of it as fits with an ellipsis. */
export function cutTo(text: string, columns: number): string {
  if (displayWidth(text) <= columns) return text;
  let taken = '';
  let width = 0;
  for (const character of text) {
    width += displayWidth(character);
    if (width > columns - 1) break;
    taken += character;
  }
  return `${taken.trimEnd()}…`;
}

/**
 * An e-mail address, also in brackets or after `mailto:`. Only for texts that are bounded: it takes
 * quadratic time for a long word.
 */
const ADDRESS = '(?:mailto:)?[^\\s@<>()[\\],;:|]+@(?:[\\p{L}\\p{N}-]+\\.)+\\p{L}{2,}';
const MAIL = new RegExp(`<${ADDRESS}>|\\(${ADDRESS}\\)|\\[${ADDRESS}\\]|${ADDRESS}`, 'giu');

/** The same text without e-mail addresses: names come with them from forms, and go to screens. */
export const withoutMail = (text: string): string =>
  text.includes('@') ? text.replace(MAIL, ' ') : text;

/** The same text with dots in place of e-mail addresses: what is behind them stays in its column. */
export const maskedMail = (text: string): string =>
  text.includes('@') ? text.replace(MAIL, (mail) => '•'.repeat(mail.length)) : text;

/** A piece of somebody's text for use inside a message: visible, quoted, no address, not endless. */
export function quoted(text: string): string {
  const known = text.length > 400 ? text.slice(0, 400) : text;
  const safe = maskedMail(known);
  const short = safe.length > 48 ? `${safe.slice(0, 47)}…` : safe;
  return `"${visible(short)}"`;
}

/** Some texts for use inside a message, without those that are empty or said already. */
export function quotedList(texts: readonly (string | undefined)[], most = 12): string {
  const all = [...new Set(texts)].filter((text) => text !== undefined && text !== '');
  const shown = all.slice(0, most).map((text) => quoted(text ?? ''));
  const more = all.length > shown.length ? ` and ${String(all.length - shown.length)} more` : '';
  return all.length === 0 ? 'none at all' : shown.join(', ') + more;
}
