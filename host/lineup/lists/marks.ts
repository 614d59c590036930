/** Taking off a line what is no word of it: list marks, checkboxes, emphasis, links, numbers, times. */
import type { Line } from './line.ts';

/** What is left of a line, and what was taken off. */
export interface Bare {
  readonly line: Line;
  /** The clock time in front, as it was written. */
  readonly time?: string;
  /** All of it was struck through. */
  readonly struck: boolean;
  /** A bare address was left out. */
  readonly linked: boolean;
}

/** Bullets; `1.`, `1)`, `(1)`, `#1`, `No. 1`, `1:`, `a)`, `①`, a keycap. An initial, `A.`, is none. */
const LISTED =
  /^(?:>|[-+*\u2022\u2023\u25e6\u2043\u25aa\u25cf\u25cb\u25a0\u25a1\u2190-\u21ff\u2794-\u27be\u25b6\u25b8\u25ba\u25c6\u25c7\u2605\u2606\u2756\u00bb\u203a\u2010-\u2015\u00b7\u30fb]|\*{2,6}(?=\s)|-{2,3}(?=\s)|\(?\d{1,3}[.)\u3001]|#\d{1,3}[.):]?|(?:no|nr|nº|n°)\.?\s?\d{1,3}[.):]?|\d{1,3}:(?!\d)|(?:slot|talk|vortrag)\s?#?\d{1,3}\s?[-\u2013\u2014:.)]|[a-z]\)|[\u2460-\u2473]|\d\ufe0f?\u20e3)(?:\s+|(?<=[\u3001\u30fb\u2022])(?=\S))/iu;
const BOX = /^(?:\[[ xX\u2713\u2714-]?\]|[\u2610-\u2612\u2705\u2714\u2713\u274c\u2717])\ufe0f?\s+/u;
/** Signs of a flash or a microphone, and words of org; what is cancelled there has no other mark. */
const SIGN = /^(?:\p{Extended_Pictographic}\ufe0f?\s+|(?:TODO|DONE|NEXT|WAITING)\s+(?=\S))/u;
const GONE = /^CANCELL?ED\s+/;
/** A number that stands bare: taken off only where every line has the next one. */
const NUMBER = /^\d{1,3}\s+(?:[-\u2010-\u2015|]\s+)?(?=\p{L})/u;

/** The line without list marks and checkboxes, however many. */
function withoutMarks(line: Line, numbered: boolean): Line {
  let left = line.part(0);
  for (let times = 0; times < 5; times += 1) {
    const mark = LISTED.exec(left.text) ?? BOX.exec(left.text) ?? SIGN.exec(left.text);
    if (!mark) break;
    left = left.part(mark[0].length);
  }
  return numbered ? left.part(NUMBER.exec(left.text)?.[0].length ?? 0) : left;
}

/** The number that a line begins with, bare. */
export const bareNumberOf = (text: string): number | undefined => {
  const number = NUMBER.exec(text.trimStart())?.[0];
  return number === undefined ? undefined : parseInt(number, 10);
};

const HOUR = '(?:[01]?\\d|2[0-4])(?:[:h][0-5]\\d(?::[0-5]\\d)?)(?:\\s?[ap]\\.?m\\b\\.?)?';
const NAMED_HOUR =
  '(?:(?:1[0-2]|0?[1-9])\\s?[ap]\\.?m\\b\\.?|(?:[01]?\\d|2[0-4])(?:\\.[0-5]\\d)?\\s?(?:Uhr|h)\\b|(?:1\\d|2[0-4])\\.[0-5]\\d(?=\\s|-|–))';
const TIME = `(?:${HOUR}|${NAMED_HOUR})`;
const IN_FRONT = new RegExp(
  `^(?:(?:\\d{4}-\\d\\d-\\d\\d|\\d{1,2}[./]\\d{1,2}\\.?(?:\\d{2,4})?)[T ,]\\s?)?[[(]?(${TIME}(?:\\s*(?:-|–|—|~|→|to|bis|à|a|do)\\s*${TIME})?(?:\\s?Uhr\\b)?)[\\])]?(?:\\s*[:|,;–—-](?=\\s)|\\t)?(?:\\s+|$)`,
  'iu',
);

/** The clock time at the beginning of a line, and what follows it. */
function withoutTime(line: Line): { readonly line: Line; readonly time?: string } {
  const match = IN_FRONT.exec(line.text);
  const [whole = '', time = ''] = match ?? [];
  return match ? { line: line.part(whole.length), time } : { line };
}

const EMPHASIS = ['`', '***', '**', '~~', '*', '___', '__', '_'] as const;
const WORD = /[\p{L}\p{N}]/u;

/** Where pairs of marks of emphasis stand; `_` alone is a letter of many names in code. */
function emphasisIn(text: string): [from: number, to: number][] {
  if (!/[*_`~]/.test(text)) return [];
  const cuts: [number, number][] = [];
  const none = new Set<string>();
  for (let at = 0; at < text.length;) {
    const mark = EMPHASIS.find((one) => text.startsWith(one, at));
    const close = mark === undefined || none.has(mark) ? -1 : closing(text, mark, at);
    if (mark === undefined || close < 0) {
      if (mark !== undefined && text.indexOf(mark, at + mark.length) < 0) none.add(mark);
      at += mark?.length ?? 1;
      continue;
    }
    cuts.push([at, at + mark.length], [close, close + mark.length]);
    // What stands in backquotes is as it stands; inside the others there may be more.
    if (mark === '`') at = close + 1;
    else {
      for (const [from, to] of emphasisIn(text.slice(at + mark.length, close)))
        cuts.push([from + at + mark.length, to + at + mark.length]);
      at = close + mark.length;
    }
  }
  return cuts.sort(([a], [b]) => a - b);
}

function closing(text: string, mark: string, at: number): number {
  const inside = at + mark.length;
  if (mark !== '`' && /[\p{L}\p{N}\\]/u.test(text.charAt(at - 1))) return -1;
  const opens = at === 0 || /[-–—:|"(]\s?$/u.test(text.slice(Math.max(0, at - 2), at));
  if (/\s|^$/u.test(text.charAt(inside))) return -1;
  for (let end = text.indexOf(mark, inside + 1), tries = 0; end >= 0 && tries < 20; tries += 1) {
    const after = text.charAt(end + mark.length);
    const ends =
      !/\s/u.test(text.charAt(end - 1)) &&
      (mark === '`' || !WORD.test(after)) &&
      after !== mark.charAt(0);
    const word = text.slice(inside, end);
    // `_name`, and `__init__` of Python.
    const inCode =
      mark.startsWith('_') &&
      !/\s/u.test(word) &&
      (!opens || (mark === '__' && /^[a-z\d]+$/.test(word)));
    if (ends && !inCode) return end;
    end = text.indexOf(mark, end + 1);
  }
  return -1;
}

/** `[text](address)`, `[text][reference]`, org's `[[address][text]]`, RST's `text <address>`_: the text is kept. */
const LINKS: readonly RegExp[] = [
  /(!\[)[^[\]]{0,300}(\]\([^()\s]{0,600}\))/gu,
  /(\[\[[^[\]]{1,600}\]\[)[^[\]]{1,300}(\]\])/gu,
  /(\[)[^[\]]{1,300}(\]\([^()\s]{0,600}(?:\s"[^"]{0,200}")?\))/gu,
  /(\[)[^[\]]{1,300}(\]\[[^[\]]{1,60}\])/gu,
  /(\[\[)[^[\]]{1,300}(\]\])/gu,
];
const REST_LINK = /(`)[^`<>]{1,300}(\s<[^<>\s]{1,600}>`_{1,2})/gu;
/** A bare address; in angle brackets too. */
const ADDRESS = /\(?<?(?:https?:\/\/|www\.)[^\s<>]+>?/giu;

function withoutLinks(line: Line): { readonly line: Line; readonly linked: boolean } {
  if (!/\]|www\.|:\/\/|>`/i.test(line.text)) return { line, linked: false };
  let left = line;
  const isLinked = line.text.includes('](') || line.text.includes('][') || line.text.includes('[[');
  const patterns = [...(isLinked ? LINKS : []), ...(line.text.includes('>`_') ? [REST_LINK] : [])];
  for (const pattern of patterns) {
    const cuts = [...left.text.matchAll(pattern)].flatMap(
      ({ 0: all, 1: front = '', 2: back = '', index }) =>
        all.startsWith('!')
          ? [[index, index + all.length] as const]
          : ([
              [index, index + front.length],
              [index + all.length - back.length, index + all.length],
            ] as const),
    );
    left = left.without(cuts);
  }
  const addresses = [...left.text.matchAll(ADDRESS)].map(
    ({ 0: all, index }) => [index, index + all.length] as const,
  );
  const rest = left.without(addresses);
  // A title that is nothing but an address stays.
  if (
    addresses.length === 0 ||
    !/\p{L}\s*\S*\s*\p{L}/u.test(rest.text) ||
    /(?:[-–—:|]|by)$/iu.test(rest.text)
  )
    return { line: left, linked: false };
  return { line: rest, linked: true };
}

/** `\*` is a star that is meant. */
function withoutEscapes(line: Line): Line {
  const cuts = [...line.text.matchAll(/\\(?=[-*_`~#[\]()+.|!])/gu)].map(
    ({ index }) => [index, index + 1] as const,
  );
  return line.without(cuts);
}

/** `== Day 2 ==`, `--- cut ---`: drawn on both sides. */
const DRAWN = /^([-=*~_#+\u2013\u2014])\1{1,}\s+(.*\S)\s+\1{2,}$/u;

/** What stands between the signs of a drawn line; undefined if it is none. */
export function betweenSigns(line: Line): Line | undefined {
  const inner = DRAWN.exec(line.text)?.[2];
  if (inner === undefined) return undefined;
  const at = line.text.indexOf(inner);
  return line.part(at, at + inner.length);
}

/** Takes everything off that is no word of a talk. `numbered` says that lines begin with bare numbers. */
export function bareLine(whole: Line, numbered: boolean): Bare {
  const listed = withoutMarks(whole, numbered);
  const { line: unlinked, linked } = withoutLinks(listed);
  const struck = /^~~.*~~$/u.test(unlinked.text) || GONE.test(unlinked.text);
  const plain = withoutEscapes(unlinked.without(emphasisIn(unlinked.text)));
  const { line: timed, time } = withoutTime(withoutMarks(plain, false));
  const line = withoutMarks(timed, numbered);
  return { line, struck, linked, ...(time === undefined ? {} : { time }) };
}
