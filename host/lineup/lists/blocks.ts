/** What the lines of a text are: talks, headings, tables, comments, and marks that divide. */
import { columnOf } from '../columns.ts';
import { isSessionComment } from '../session-values.ts';
import type { Field } from '../talk-fields.ts';
import { divided, nameLikeness, withoutBy } from './divide.ts';
import { Line } from './line.ts';
import { bareLine } from './marks.ts';
import { tableAt, type TextLine, type TextTable } from './text-tables.ts';

export type Block =
  | { readonly kind: 'line'; readonly line: TextLine; readonly heading: boolean }
  | { readonly kind: 'table'; readonly table: TextTable; readonly line: TextLine }
  /** `# name: …` and the like. */
  | { readonly kind: 'session'; readonly line: TextLine }
  /** What becomes no talk, and what to call it. */
  | { readonly kind: 'left'; readonly what: string; readonly line: TextLine };

/** The lines with something in them, each with its place. */
function linesOf(text: string): TextLine[] {
  const lines: TextLine[] = [];
  let gap = true;
  for (const { 1: end = '', index } of text.matchAll(/([^\r\n]*)(?:\r\n|\n|\r|$)/g)) {
    const trimmed = end.trim();
    if (trimmed === '') {
      gap = true;
      continue;
    }
    const indent = end.length - end.trimStart().length;
    const tabs = /^\t*/.exec(end)?.[0].length ?? 0;
    // Two stars of org are a level below one.
    const stars = /^\*{1,6}(?=\s)/.exec(trimmed)?.[0].length ?? 0;
    const depth = indent + 3 * tabs + stars;
    lines.push({ text: trimmed, at: index + indent, indent: depth, gap });
    gap = false;
  }
  return lines;
}

export const fieldOf = ({ text, at }: TextLine): Field => ({ text, at, length: text.length });

/** One sign, again and again: a line drawn across, or below a heading. */
const isDrawnAcross = (text: string): boolean => /^([=\-~^*#+_.`":—–])(?:\s?\1){2,}$/u.test(text);
const HASHES = /^(#{1,6})[ \t]+/;
const COMMENT =
  /^(?:<!--.*-->|\.\. .*|#\+\w+:?.*|\/\/ .*|:[\w-]+:(?:\s.*)?|%%? .*|\[[^\]]+\]:\s.*)$/u;

/** The blocks of a text, in order. */
export function blocksOf(text: string): Block[] {
  const lines = linesOf(text);
  const blocks: Block[] = [];
  const headings = perTalk(lines);
  // With headings of a second level the first one's are headings too, not comments.
  const hash = lines.some(({ text }) => text.startsWith('##')) ? 'heading' : 'comment line';
  // Above the talks these need no `#`, but where each talk has a name and a title below each other.
  let keyed = !/^[^\w\r\n]{0,12}title[^\w\r\n]{0,4}:/im.test(text);
  let at = frontMatter(lines, blocks);
  for (let line = lines[at]; line; line = lines[at]) {
    const table = tableAt(lines, at);
    at += table?.size ?? 1;
    if (table) blocks.push({ kind: 'table', table, line });
    else if (keyed && SESSION.test(line.text))
      blocks.push({ kind: 'session', line: { ...line, text: `# ${line.text}`, at: line.at - 2 } });
    else {
      const block = blockOf(line, levelOf(lines, at - 1), headings, hash);
      blocks.push(block);
      keyed = keyed && block.kind !== 'line';
    }
  }
  return blocks;
}

function blockOf(
  line: TextLine,
  level: string | undefined,
  talks: ReadonlySet<string>,
  hash: string,
): Block {
  const left = (what: string): Block => ({ kind: 'left', what, line });
  if (isSessionComment(line.text)) return { kind: 'session', line };
  if (isDrawnAcross(line.text) || /^(?:```|~~~)/.test(line.text)) return left('divider line');
  if (COMMENT.test(line.text)) return left('comment line');
  if (level === undefined) return { kind: 'line', line, heading: false };
  if (talks.has(level)) return { kind: 'line', line, heading: true };
  return left(level === '#' ? hash : 'heading');
}

/** What makes a heading of a line: its hashes, or the sign that it is underlined with. */
function levelOf(lines: readonly TextLine[], at: number): string | undefined {
  const line = lines[at];
  if (!line) return undefined;
  const hashes = HASHES.exec(line.text)?.[1];
  if (hashes !== undefined) return hashes;
  const next = lines[at + 1];
  if (!next || next.gap || !isDrawnAcross(next.text) || next.text.length < 3) return undefined;
  // Below a list a line of dashes ends it: a heading stands behind a blank line, or another one.
  if (!line.gap && !isDrawnAcross(lines[at - 1]?.text ?? '')) return undefined;
  // Below anything but a list, `===` makes a heading of whatever length.
  const about =
    next.text.startsWith('=') ||
    Math.abs(next.text.length - line.text.length) <= 4 ||
    next.text.length > line.text.length;
  return about && !isDrawnAcross(line.text) ? next.text.charAt(0) : undefined;
}

/**
 * The levels whose headings are talks: of those with a divider, at least half have no talk below them.
 * A single `#` begins a comment, too: its headings are talks only where nothing else is.
 */
function perTalk(lines: readonly TextLine[]): ReadonlySet<string> {
  const found = new Map<string, { talks: number; empty: number }>();
  let open: { talks: number; empty: number } | undefined;
  const bare = new Map<string, { headings: number; named: number }>();
  let others = 0;
  let below = false;
  const close = (): void => {
    if (open && !below) open.empty += 1;
    [open, below] = [undefined, false];
  };
  lines.forEach((line, at) => {
    const level = levelOf(lines, at);
    const isTalk = line.text.length < LONGEST ? dividedText(line) : undefined;
    if (level === undefined) {
      if (!isTalk || isSessionComment(line.text)) return;
      if (isTalk === 'sure') others += 1;
      below = true;
      return;
    }
    close();
    if (isSessionComment(line.text)) return;
    if (!isTalk) {
      const count = bare.get(level) ?? { headings: 0, named: 0 };
      bare.set(level, count);
      count.headings += 1;
      if (isNamedBelow(line, lines, at)) count.named += 1;
      return;
    }
    open = found.get(level) ?? { talks: 0, empty: 0 };
    found.set(level, open);
    open.talks += 1;
  });
  close();
  const talks = [...found].filter(
    ([level, { talks, empty }]) => 2 * empty >= talks && (level !== '#' || others === 0),
  );
  if (talks.length > 0) return new Set(talks.map(([level]) => level));
  // No talk in one line: then in a heading and what stands below it.
  const pairs = [...bare].filter(
    ([, { headings, named }]) => others === 0 && headings > 1 && 2 * named >= headings,
  );
  return new Set(pairs.slice(-1).map(([level]) => level));
}

/** Whether a heading looks like a name, or has one below it: `Speaker: Kim`, `by Kim`. */
function isNamedBelow(line: TextLine, lines: readonly TextLine[], at: number): boolean {
  if (nameLikeness(line.text.replace(HASHES, '').trim()) === 2) return true;
  const next = lines.slice(at + 1, at + 3).find(({ text }) => !isDrawnAcross(text));
  return next !== undefined && isSpeaker(next);
}

/** `Speaker: Kim`, `by Kim`. */
function isSpeaker({ text, at }: TextLine): boolean {
  const { line } = bareLine(Line.of(text.slice(0, LONGEST), at), false);
  return withoutBy(line) !== undefined || columnOf(labelOf(line.text)) === 'speaker';
}

/** What stands before the colon of a line, if that is short. */
const labelOf = (text: string): string =>
  /^([^:\uff1a]{2,30})[:\uff1a]\s*\S/u.exec(text)?.[1] ?? '';

const SESSION = /^(?:name|start|end|changeover)[ \t]*:[ \t]/i;
const LONGEST = 300;

/** Whether something divides a line into speaker and title, for sure or as a guess. */
function dividedText({ text, at }: TextLine): 'sure' | 'guess' | undefined {
  if (!/[-|:"\u2010-\u2015\t]|\bby\b/u.test(text)) return undefined;
  const { line } = bareLine(Line.of(text.replace(HASHES, ''), at), false);
  const halves = divided(line);
  if (!halves) return undefined;
  return halves.guess === undefined ? 'sure' : 'guess';
}

/** Lines of `key: value` between two lines of dashes at the beginning. Gives where the rest begins. */
function frontMatter(lines: readonly TextLine[], blocks: Block[]): number {
  if (!/^(?:---|\+\+\+)$/.test(lines[0]?.text ?? '')) return 0;
  const mark = lines[0]?.text;
  const end = lines.slice(1, 200).findIndex(({ text }) => text === mark || text === '...');
  const inside = lines.slice(1, end + 1);
  if (end < 0 || !inside.every(({ text }) => /^[\w"'-]+\s*[:=]|^-\s|^\s*[\]}]/.test(text)))
    return 0;
  for (const line of inside) blocks.push({ kind: 'left', what: 'front matter line', line });
  return end + 2;
}
