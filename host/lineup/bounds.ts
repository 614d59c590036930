/**
 * Bounds on how deeply a text is nested, looked at before a parser sees it: parsers call themselves,
 * and one that runs out of stack in the wrong place ends the process, which nobody can catch. YAML has
 * its own, in `yaml.ts`, and XML in `xml.ts`.
 */
import type { InputProblem } from '../system/problem.ts';
import type { SourceText } from './source.ts';

/** No lineup, rules file or export is nested half as deeply. */
export const DEEPEST = 64;

const QUOTE = 0x22;
const BACKSLASH = 0x5c;
const OPENING = new Set([0x5b, 0x7b]);
const CLOSING = new Set([0x5d, 0x7d]);

/** Offset of the bracket in a JSON text that opens one level too many, or undefined. One pass. */
function tooDeepJson(text: string): number | undefined {
  let depth = 0;
  let quoted = false;
  for (let at = 0; at < text.length; at += 1) {
    const code = text.charCodeAt(at);
    if (code === QUOTE) quoted = !quoted;
    else if (quoted) at += code === BACKSLASH ? 1 : 0;
    else if (OPENING.has(code)) depth += 1;
    else if (CLOSING.has(code)) depth -= 1;
    if (depth > DEEPEST) return at;
  }
  return undefined;
}

export const tooDeep = (source: SourceText, at: number): InputProblem =>
  source.problem(
    { at, length: 1 },
    `this is nested more than ${String(DEEPEST)} levels deep: is it the right file?`,
  );

/** Throws InputProblem where a text that begins like JSON is nested too deeply. */
export function checkDepth(source: SourceText): void {
  const at = tooDeepJson(source.text);
  if (at !== undefined) throw tooDeep(source, at);
}
