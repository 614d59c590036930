/**
 * Bounds on JSON, looked at before a parser sees it: parsers call themselves, and one that runs out of
 * stack in the wrong place ends the process, which nobody can catch; and millions of small values take
 * thirty times the memory of their text. YAML has its own bounds, in `yaml.ts`, and XML in `xml.ts`.
 */

/** No lineup, rules file or export is nested half as deeply. */
export const DEEPEST = 64;
/** A whole export of 5,000 talks has some 250,000. */
const MOST_VALUES = 300_000;

export const TOO_DEEP = `this is nested more than ${String(DEEPEST)} levels deep: is it the right file?`;

/** A function: see `tooManyOf`. */
const tooManyValues = (): string =>
  `this holds more than ${MOST_VALUES.toLocaleString('en')} values: is it the right file?`;

const QUOTE = 0x22;
const COMMA = 0x2c;
const BACKSLASH = 0x5c;
const OPENING = new Set([0x5b, 0x7b]);
const CLOSING = new Set([0x5d, 0x7d]);

/** Where JSON goes beyond a bound, as an offset in its bytes, and what to say; undefined if it does not. */
export function beyondBounds(
  json: Uint8Array,
): { readonly at: number; readonly message: string } | undefined {
  let depth = 0;
  let values = 0;
  let quoted = false;
  for (let at = 0; at < json.length; at += 1) {
    const byte = json[at] ?? 0;
    if (byte === QUOTE) quoted = !quoted;
    else if (quoted) at += byte === BACKSLASH ? 1 : 0;
    else if (byte === COMMA) values += 1;
    else if (OPENING.has(byte)) [depth, values] = [depth + 1, values + 1];
    else if (CLOSING.has(byte)) depth -= 1;
    if (depth > DEEPEST) return { at, message: TOO_DEEP };
    if (values > MOST_VALUES) return { at, message: tooManyValues() };
  }
  return undefined;
}
