/** Telling YAML and JSON from plain text, and our own JSON from other JSON. */
import { columnOf } from './columns.ts';

/** An object, or a list of anything but words: a line "[TBA] - Title" is no JSON. */
const JSON_START = /^\s*(?:\{\s*["}]|\[\s*[[{"\]])/;

export const isJson = (text: string): boolean => JSON_START.test(text);

/** One of our keys, or an entry that begins with one. */
const YAML_START =
  /^(?:---|%YAML|(?:name|start|end|changeover|talks)[ \t]*:(?:\s|$)|-[ \t]+["']?(?:speaker|name|title|talk)["']?[ \t]*:\s)/i;

export function isYaml(text: string): boolean {
  for (const { 0: line } of text.matchAll(/[^\r\n]+/g)) {
    if (line.trim() !== '' && !line.startsWith('#')) {
      return YAML_START.test(line) || /^talks:[ \t]*(?:#.*)?\r?$/m.test(text);
    }
  }
  return false;
}

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
