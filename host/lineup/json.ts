/** JSON with the place of what is wrong, which JSON.parse does not tell in every version of Node. */
import { createRequire } from 'node:module';
import type * as Jsonc from 'jsonc-parser';
import type { SourceText } from './source.ts';

/** Parses a whole source, whose depth has been checked. Throws InputProblem with the place of the first mistake. */
export function parseJson(source: SourceText): unknown {
  try {
    return JSON.parse(source.text) as unknown;
  } catch {
    const at = firstMistake(source.text);
    if (at >= source.text.trimEnd().length) {
      const span = { at: Math.max(0, source.text.trimEnd().length - 1), length: 1 };
      throw source.problem(
        span,
        'this JSON breaks off here: was the download or the copy cut short?',
      );
    }
    const message =
      'this is not JSON from here on: look for a comma, quote or bracket too many or missing';
    throw source.problem({ at, length: 1 }, message);
  }
}

/** Ends the visit: what comes behind the first mistake is of no interest, however long it is. */
class Found extends Error {
  readonly at: number;

  constructor(at: number) {
    super('found');
    this.at = at;
  }
}

/** Offset of the first token that cannot stand where it stands; the length of the text if it ends too soon. */
export function firstMistake(text: string): number {
  // Loaded when it is needed: most JSON is right.
  const { visit } = createRequire(import.meta.url)('jsonc-parser') as typeof Jsonc;
  const onError = (_: number, offset: number): void => {
    throw new Found(offset);
  };
  try {
    visit(text, { onError }, { disallowComments: true });
  } catch (error) {
    if (error instanceof Found) return error.at;
    throw error;
  }
  return text.length;
}
