/** Telling YAML and JSON from plain text. */

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
