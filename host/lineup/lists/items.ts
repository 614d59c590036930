/** The lines of a list that may be talks: bare of marks, measured and divided, and put together where several are one. */
import { columnOf } from '../columns.ts';
import { divided, nameLikeness, unquoted, withoutBy, type Halves } from './divide.ts';
import { Line } from './line.ts';
import { inBrackets, measured } from './line-length.ts';
import { bareLine, bareNumberOf, betweenSigns } from './marks.ts';
import type { TextLine } from './text-tables.ts';

export interface Item {
  readonly source: TextLine;
  /** All of it, as it stands. */
  readonly whole: Line;
  /** True if it is a heading of its own. */
  readonly heading: boolean;
  /** What it says, without marks, time and length. */
  readonly line: Line;
  readonly halves?: Halves;
  readonly length?: Line;
  /** True if nothing but a blank stands before the length. */
  readonly lengthGuessed?: boolean;
  readonly time?: string;
  readonly struck: boolean;
  readonly linked: boolean;
  /** What it was put together from, where that was a guess. */
  readonly guess?: string;
  /** Several names, one a line. */
  readonly names?: readonly Line[];
  /** True if talks are indented below it. */
  readonly heads?: boolean;
  /** Lines below it that are neither. */
  readonly rest?: readonly TextLine[];
}

const HASHES = /^#{1,6}[ \t]+/;

/** Makes an item of a line. */
export function itemOf(source: TextLine, heading: boolean, numbered: boolean): Item {
  const whole = Line.of(source.text, source.at);
  const hashes = heading ? (HASHES.exec(source.text)?.[0].length ?? 0) : 0;
  const drawn = betweenSigns(whole);
  const { line: bare, time, struck, linked } = bareLine(drawn ?? whole.part(hashes), numbered);
  const { line, length, guessed } = measured(bare);
  const halves = divided(line);
  return {
    source,
    whole,
    heading,
    line,
    struck,
    linked,
    ...(drawn && { heads: true }),
    ...(time !== undefined && { time }),
    ...withLength(halves, length, guessed),
  };
}

/** The length may stand in brackets behind the first half, too. */
function withLength(
  halves: Halves | undefined,
  length: Line | undefined,
  guessed: boolean,
): Pick<Item, 'halves' | 'length' | 'lengthGuessed'> {
  const inside = halves && length === undefined ? inBrackets(halves.first) : undefined;
  const found = length ?? inside?.length;
  return {
    ...(halves && { halves: inside ? { ...halves, first: inside.line } : halves }),
    ...(found && { length: found, lengthGuessed: guessed }),
  };
}

/** Whether lines begin with bare numbers that count up: most of them, each one more than the one before. */
export function areNumbered(lines: readonly TextLine[]): boolean {
  const numbers = lines.map(({ text }) => bareNumberOf(text)).filter((n) => n !== undefined);
  const isCount = numbers.every((n, i) => i === 0 || n === (numbers[i - 1] ?? 0) + 1);
  return numbers.length > 1 && isCount && numbers.length * 2 > lines.length;
}

/** A line that ends so goes on in the next one. */
const OPEN = /(?:[&,/+]|\s(?:and|und|et|y|e|i))$/iu;

/** Puts lines together that are one talk: names over several lines, a name and its title below each other. */
export function grouped(items: readonly Item[]): Item[] {
  const whole = continued(items);
  return inPairs(whole) ?? nested(whole);
}

function continued(items: readonly Item[]): Item[] {
  const whole: Item[] = [];
  let open: Item | undefined;
  for (const item of items) {
    const joins = open && !item.source.gap && open.line.text.length < 500 ? open : undefined;
    const joined = joins
      ? again({ ...item, source: joins.source }, Line.joined(joins.line, item.line))
      : item;
    const sure = joined.halves && joined.halves.guess === undefined;
    open = !sure && OPEN.test(joined.line.text.slice(-8)) ? joined : undefined;
    if (joins) whole.pop();
    whole.push(joined);
  }
  return whole;
}

function again({ halves: _, ...item }: Item, line: Line): Item {
  const halves = divided(line);
  return { ...item, line, ...(halves && { halves }) };
}

/** Paragraphs of two lines each, none with a divider. */
function inPairs(items: readonly Item[]): Item[] | undefined {
  const pairs: Item[][] = [];
  for (const item of items) {
    if (item.source.gap || pairs.length === 0) pairs.push([]);
    pairs.at(-1)?.push(item);
  }
  const all =
    pairs.length > 1 &&
    pairs.every((pair) => pair.length === 2 && !pair.some(({ halves }) => halves));
  if (!all) return undefined;
  return pairs.flatMap(([a, b]) => (a && b ? [below(a, [b])] : []));
}

/** A line without a divider takes in those that are indented below it; if they have one, it heads them. */
function nested(items: readonly Item[]): Item[] {
  const whole: Item[] = [];
  for (let at = 0; at < items.length;) {
    const item = items[at];
    if (!item) break;
    const children = childrenOf(item, items, at);
    if (item.heading && !item.halves && children.length > 0) {
      whole.push(belowHeading(item, children));
      at += children.length + 1;
      continue;
    }
    const takes = !item.halves && children.length > 0 && children.length <= MOST_SPEAKERS;
    const next = items[at + 1];
    const heads =
      !item.halves && next?.halves !== undefined && next.source.indent > item.source.indent;
    whole.push(takes ? below(item, children) : heads ? { ...item, heads } : item);
    at += takes ? children.length + 1 : 1;
  }
  return whole;
}

const MOST_SPEAKERS = 6;

/** What belongs to a line: what is indented below it, or all below a heading. */
function childrenOf(item: Item, items: readonly Item[], at: number): Item[] {
  const belongs = item.heading ? ({ heading }: Item): boolean => !heading : isBelow;
  const children: Item[] = [];
  for (
    let next = items[at + 1];
    next && belongs(next, item);
    next = items[at + 1 + children.length]
  )
    children.push(next);
  return children;
}

/** A heading is the title where a name stands below it, as a name; else a name, with its title below. */
function belowHeading(item: Item, children: readonly Item[]): Item {
  const speaker = children.find(
    ({ line, halves }) => withoutBy(line) ?? (halves && columnOf(halves.first.text) === 'speaker'),
  );
  const [child = item] = speaker ? [speaker] : children;
  const rest = children.filter((one) => one !== child).map(({ source }) => source);
  const guess = 'speaker and title are read from two lines each';
  const length = item.length ?? child.length;
  const second = speaker
    ? (withoutBy(child.line) ?? child.halves?.second ?? child.line)
    : (unquoted(child.line) ?? child.line);
  const halves: Halves = { first: item.line, second, ...(speaker && { title: 'first' }) };
  return { ...item, halves, guess, rest, ...(length && { length }) };
}

const isBelow = (item: Item, above: Item): boolean =>
  item.source.indent > above.source.indent &&
  !item.halves &&
  !item.heading &&
  item.heads !== true &&
  above.heads !== true;

/** A name with its title below it; names below a title, if there are several. */
function below(item: Item, children: readonly Item[]): Item {
  const [first, ...others] = children;
  if (!first) return item;
  const length = item.length ?? first.length;
  const time = item.time ?? first.time;
  const more = { ...item, ...(length && { length }), ...(time !== undefined && { time }) };
  const guess = 'speaker and title are read from two lines each';
  const people = others.length > 0 && children.every(({ line }) => nameLikeness(line.text) > 0);
  const quoted = unquoted(item.line);
  const named = withoutBy(first.line);
  const halves: Halves = {
    first: quoted ?? item.line,
    second: named ?? unquoted(first.line) ?? first.line,
    ...((quoted ?? named) && { title: 'first' }),
  };
  if (people)
    return {
      ...more,
      halves: { ...halves, title: 'first' },
      guess,
      names: children.map(({ line }) => line),
    };
  return { ...more, halves, guess, rest: others.map(({ source }) => source) };
}
