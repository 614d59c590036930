/** Telling YAML and JSON from plain text, and our own JSON from other JSON. */
import { columnOf } from './columns.ts';

/** Whether a source is an address, not a path. */
export const isAddress = (where: string): boolean => /^(?:https?|webcals?):\/\//i.test(where);

/** An object, or a list of anything but words: a line "[TBA] - Title" is no JSON. */
const JSON_START = /^\s*(?:\{\s*["}]|\[\s*[[{"\]])/;

export const isJson = (text: string): boolean => JSON_START.test(text);

const ENTRY = /^-[ \t]+(?:["']?(?:speaker|name|title|talk)["']?[ \t]*:\s|\{)/i;
const KEY = /^(?:name|start|end|changeover|talks)[ \t]*:(?:\s|$)/i;
const TALKS = /^talks:[ \t]*(?:#.*)?\r?$/im;
/** `talks:` in one line: `[]`, `~`, a mistake. */
const TALKS_AT_ONCE = /^talks:[ \t]*[^\s#]/im;

/** Our YAML. Plain lines may stand below `talks:` too, or below front matter between two lines `---`. */
export function isYaml(text: string): boolean {
  const all = [...text.slice(0, FAR).matchAll(/[^\r\n]+/g)]
    .map(([line]) => line)
    .filter((line) => line.trim() !== '' && !line.startsWith('#'));
  const lines = belowFrontMatter(all);
  const [first = '', second = ''] = lines;
  if (/^(?:---|%YAML)/.test(first)) return !isDashed(second.slice(0, 400));
  return lines === all ? isOurs(text, first) : isOurs(lines.join('\n'), first);
}

/** What stands below the front matter, and below further such; all lines where there is none. */
function belowFrontMatter(lines: readonly string[]): readonly string[] {
  let from = 0;
  while (/^(?:---|%YAML)/.test(lines[from] ?? '')) {
    const end = lines.indexOf('---', from + 1);
    if (end < 0 || end >= lines.length - 1) break;
    from = end + 1;
  }
  return from === 0 ? lines : lines.slice(from);
}

function isOurs(text: string, first: string): boolean {
  if (ENTRY.test(first)) return true;
  if (TALKS_AT_ONCE.test(text)) return KEY.test(first);
  const talks = TALKS.exec(text);
  if (!talks) return false;
  const below = text.slice(talks.index + talks[0].length, talks.index + FAR);
  const entry = [...below.matchAll(/[^\r\n]+/g)]
    .map(([line]) => line)
    .find((line) => !/^\s*(?:#|$)/.test(line));
  return entry === undefined || !isPlain(entry.slice(0, 400));
}

/** A line below `talks:` that is no YAML: a talk of a plain list, or words at the margin. */
const isPlain = (entry: string): boolean =>
  isDashed(entry.replace(/^\s*-\s+/, '')) || (/^[^\s\-?[{&*!|>"']/.test(entry) && !KEY.test(entry));

/** So far a kind shows; more is not looked at. */
const FAR = 20_000;

/** A talk of a plain list. */
const isDashed = (line: string): boolean =>
  /[\p{L}\p{N}]\S*\s+[-\u2013\u2014|]\s+\S/u.test(line) && !/^\w+:\s/.test(line);

/** A lineup of ours: an object with talks, or a list whose first member looks like a talk. */
export function isOwnJson(json: unknown): boolean {
  const keysOf = (value: unknown): string[] =>
    typeof value === 'object' && value !== null ? Object.keys(value) : [];
  if (Array.isArray(json)) {
    return (
      json.length === 0 ||
      keysOf(json[0]).some((key) => ['speaker', 'title'].includes(columnOf(key) ?? ''))
    );
  }
  return keysOf(json).some((key) => key.toLowerCase() === 'talks');
}
