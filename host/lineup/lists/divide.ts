/** Dividing a line into speaker and title, by whatever divides them. */
import type { Line } from './line.ts';

/** The two halves of a line, in the order of the line. */
export interface Halves {
  readonly first: Line;
  readonly second: Line;
  /** Which half is the title, where something says so: quotes, or "by". */
  readonly title?: 'first' | 'second';
  /** What was taken for the divider, where that was a guess: "the colon". */
  readonly guess?: string;
}

const DASH = /(?:^|\s+)(?:-{1,3}|[\u2010-\u2015\u2212])(?=\s|$)\s*/u;
/** Other signs that stand between blanks. */
const SIGN = /\s+(?:::|=+>|->|[\u2192\u00bb\u2022\u00b7~\u2013\u2014]|\/\/)\s+/u;
/** Columns of a text, as wide as they need to be. */
const GAP = /(?<=\S)\s{2,}(?=\S)/u;
const BY = /\s+(?:presented by|given by|by|von|par|por|przez|di)[:\s]\s*(?=[\p{Lu}\p{Lo}@])/gu;
const QUOTED =
  /^(?:"([^"]+)"|\u201c([^\u201d]+)\u201d|\u201e([^\u201c\u201d]+)[\u201c\u201d]|\u00ab\s?([^\u00bb]+?)\s?\u00bb|\u00bb([^\u00ab]+)\u00ab|\u300c([^\u300d]+)\u300d|\u300e([^\u300f]+)\u300f|\u2018([^\u2019]+)\u2019(?=\W|$)|'([^']+)'(?=\W|$))/u;
const QUOTE = /["\u201c\u201e\u00ab\u00bb\u300c\u300e\u2018']/gu;
const LINK_WORD =
  /^(?:[\s,;:|–—-]*)(?:(?:presented by|given by|by|von|par|por|przez|di|mit|with|avec|con|com)\b:?\s*)?/iu;
/** A dash that touches a word, where no other divides. */
const CLOSE_DASH =
  /\s+[-\u2010-\u2015](?=\p{L})|(?<=\p{L})[-\u2010-\u2015]\s+|(?<=[\p{L})])\u2014(?=[\p{L}"\u201c(])|(?<=\p{L}\p{L})\u2013(?=\p{L}\p{L})/u;
const COLON = /\s*[:\uff1a](?:\s+|(?<=\uff1a))(?=\S)/u;
const COMMA = /\s*(?:[,;\u3001\uff0c]\s+|[,;\uff0c](?=\p{L}))(?=\S)/u;
/** A longer text before a colon or comma is no name. */
const LONGEST_NAME = 50;

/** The halves of a line; undefined where nothing divides it. */
export function divided(line: Line): Halves | undefined {
  return (
    byTabs(line) ??
    byQuotes(line) ??
    byDash(line) ??
    byCells(line, '|') ??
    byWord(line) ??
    bySign(line, SIGN, 'the sign between blanks') ??
    byGap(line) ??
    bySign(line, CLOSE_DASH, 'the dash without spaces') ??
    byMark(line, COLON, 'the colon') ??
    byBracket(line) ??
    byComma(line)
  );
}

function cut(line: Line, match: RegExpExecArray | null): Halves | undefined {
  if (!match) return undefined;
  const first = line.part(0, match.index);
  const second = line.part(match.index + match[0].length);
  return { first, second };
}

function bySign(line: Line, sign: RegExp, guess: string | undefined): Halves | undefined {
  const halves = cut(line, sign.exec(line.text));
  if (!halves || halves.first.text === '' || halves.second.text === '') return undefined;
  return { ...halves, ...(guess === undefined ? {} : { guess }) };
}

/** A pasted row of a spreadsheet. A tab behind a dash is a blank. */
function byTabs(line: Line): Halves | undefined {
  const tab = line.text.indexOf('\t');
  return tab < 0 || DASH.test(line.text.slice(0, tab + 1)) ? undefined : byCells(line, '\t');
}

/** The first two cells that are neither numbers nor addresses; the second with all behind it. */
function byCells(line: Line, bar: string): Halves | undefined {
  if (!line.text.includes(bar)) return undefined;
  const cells: { readonly part: Line; readonly from: number }[] = [];
  let from = 0;
  for (const cell of line.text.split(bar)) {
    const part = line.part(from, from + cell.length);
    if (/\p{L}/u.test(part.text) && !/^\S+@\S+\.\S+$/u.test(part.text)) cells.push({ part, from });
    from += cell.length + 1;
  }
  const [first, second, more] = cells;
  if (!first || !second) return undefined;
  // What stands behind is not lost: it goes with the title.
  return { first: first.part, second: more ? line.part(second.from) : second.part };
}

function byDash(line: Line): Halves | undefined {
  const halves = cut(line, DASH.exec(line.text));
  if (!halves) return undefined;
  const name = withoutBy(halves.second);
  return name ? { first: halves.first, second: name, title: 'first' } : halves;
}

/** `"Title" by Speaker`, `"Title", Speaker`, `Speaker: "Title"`, `Speaker - "Title"`. */
function byQuotes(line: Line): Halves | undefined {
  const front = QUOTED.exec(line.text);
  if (front) {
    const inner = front.slice(1).find((text) => (text as string | undefined) !== undefined) ?? '';
    const at = line.text.indexOf(inner);
    const behind = line.text.slice(front[0].length);
    const joint = LINK_WORD.exec(behind)?.[0] ?? '';
    const second = line.part(front[0].length + joint.length);
    if (joint === '' || second.text === '') return undefined;
    const halves: Halves = { first: line.part(at, at + inner.length), second, title: 'first' };
    if (joint.trim() !== '') return halves;
    // `"Kim" Sample - Foo` is a name and a title.
    return DASH.test(second.text) ? undefined : { ...halves, guess: 'the end of the quotes' };
  }
  for (const { index } of line.text.matchAll(QUOTE)) {
    const quote = QUOTED.exec(line.text.slice(index));
    const name = line.text.slice(0, index);
    if (!quote || index + quote[0].length !== line.text.length) continue;
    if (
      !(/[\s:,–—-]$/u.test(name) || /^[\u300c\u300e]/u.test(quote[0])) ||
      name.length > LONGEST_NAME + 10 ||
      /\s[-–—]\s.*\s[-–—]\s|\s[-–—]\s+\S/u.test(name)
    )
      return undefined;
    const first = line.part(0, name.replace(/[\s:,;|–—-]+$/u, '').length);
    const second = line.part(index + 1, line.text.length - 1);
    return first.text === '' ? undefined : { first, second, title: 'second' };
  }
  return undefined;
}

/** A name without the "by" in front; undefined if there is none. */
export function withoutBy(line: Line): Line | undefined {
  const by = /^(?:by|von|par|por|przez|di)\s+(?=\p{Lu})/u.exec(line.text)?.[0];
  return by === undefined ? undefined : line.part(by.length);
}

/** A title without the quotes round it; undefined if there are none. */
export function unquoted(line: Line): Line | undefined {
  const quote = QUOTED.exec(line.text)?.[0];
  return quote === undefined || quote.length < line.text.length
    ? undefined
    : line.part(1, line.text.length - 1);
}

/** `Title by Speaker`, the last "by" before what looks like a name. */
function byWord(line: Line): Halves | undefined {
  let last: RegExpExecArray | undefined;
  for (const match of line.text.matchAll(BY)) last = match;
  const halves = last && cut(line, last);
  if (!halves || halves.first.text === '' || nameLikeness(halves.second.text) === 0)
    return undefined;
  return { ...halves, title: 'first', guess: `"${last?.[0].trim() ?? ''}"` };
}

/** `How to test (Kim Sample)`; `Kim Sample (ACME Inc.)` is a name. */
function byBracket(line: Line): Halves | undefined {
  const halves = cut(line, /\s*[([](?=[^()[\]]+[)\]]$)/u.exec(line.text));
  if (!halves || nameLikeness(halves.first.text) > 0) return undefined;
  const second = halves.second.part(0, halves.second.text.length - 1);
  if (nameLikeness(second.text) < 2) return undefined;
  return { first: halves.first, second, title: 'first', guess: 'the bracket' };
}

function byMark(line: Line, mark: RegExp, guess: string): Halves | undefined {
  const halves = bySign(line, mark, guess);
  return halves && halves.first.text.length <= LONGEST_NAME ? halves : undefined;
}

/** Two blanks may be a slip within a name. */
function byGap(line: Line): Halves | undefined {
  const halves = bySign(line, GAP, 'the wide gap');
  const isWide = /\S\s{3}/u.test(line.text) || (halves && nameLikeness(halves.first.text) === 2);
  return isWide ? halves : undefined;
}

/** A sentence has commas too: before one stands what looks like a name. */
function byComma(line: Line): Halves | undefined {
  const halves = byMark(line, COMMA, 'the comma');
  if (!halves || nameLikeness(halves.first.text) > 0) return halves;
  return nameLikeness(halves.second.text) === 2 ? { ...halves, title: 'first' } : undefined;
}

const PARTICLE =
  /^(?:van|von|de|der|den|da|do|dos|di|du|del|della|la|le|el|al|bin|ibn|ben|zu|zur|ter|ten|y|e|i|et|und|and|&|\/|\+)$/iu;
const CAPITAL = /^[\p{Lu}\p{Lt}][\p{L}\p{M}'’.-]*,?$/u;

/** How much a text looks like somebody's name: 2 for several capital words, 1 for one, 0 for no name. */
export function nameLikeness(whole: string): 0 | 1 | 2 {
  if (whole.length > 60) return 0;
  // Pronouns, nicknames and companies stand beside a name.
  const text = whole.replace(/\s*[([][^)\]]*[)\]]|<[^>]*>|["\u201c\u201d]|,.*$/gu, '').trim();
  if (/^[\p{Script=Han}\p{Script=Hiragana}\p{Script=Katakana}\p{Script=Hangul}]{2,6}$/u.test(text))
    return 1;
  const words = text.split(/\s+/u).filter((word) => !PARTICLE.test(word));
  if (words.length === 0 || words.length > 6 || !words.every((word) => CAPITAL.test(word)))
    return 0;
  return words.length > 1 ? 2 : 1;
}
