/** JSON with the place of what is wrong, which JSON.parse does not tell in every version of Node. */
import type { SourceText } from './source.ts';

/** Parses a whole source. Throws InputProblem with the place of the first mistake. */
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

const TOKEN =
  /[ \t\r\n]*(?:([{}[\],:])|("(?:[^"\\\p{Cc}]|[\u007f-\u009f]|\\(?:["\\/bfnrt]|u[\da-f]{4}))*")|(?:-?(?:0|[1-9]\d*)(?:\.\d+)?(?:e[+-]?\d+)?|true|false|null)(?![\w.]))/iuy;

type Expected = 'value' | 'value or ]' | 'key' | 'key or }' | ':' | 'next' | 'nothing';

/** Offset of the first token that cannot stand where it stands; the length of the text if it ends too soon. */
export function firstMistake(text: string): number {
  const open: string[] = [];
  let expected: Expected = 'value';
  let at = 0;
  for (;;) {
    TOKEN.lastIndex = at;
    const token = TOKEN.exec(text);
    const start = at + (/[ \t\r\n]*/y.exec(text.slice(at, at + 1000))?.[0].length ?? 0);
    if (!token) return start;
    const then = following(
      expected,
      token[1] ?? (token[2] === undefined ? 'atom' : 'string'),
      open,
    );
    if (!then) return start;
    expected = then;
    at = TOKEN.lastIndex;
  }
}

/** One step of the grammar; keeps the stack of open brackets. Undefined if the token is a mistake. */
function following(expected: Expected, token: string, open: string[]): Expected | undefined {
  const closed = (): Expected => (open.length > 0 ? 'next' : 'nothing');
  const isEnd = token === (open.at(-1) === '{' ? '}' : ']') && open.length > 0;
  if (isEnd && (expected === 'next' || expected === 'value or ]' || expected === 'key or }')) {
    open.pop();
    return closed();
  }
  switch (expected) {
    case 'value':
    case 'value or ]':
      if (token === 'atom' || token === 'string') return closed();
      if (token !== '{' && token !== '[') return undefined;
      open.push(token);
      return token === '{' ? 'key or }' : 'value or ]';
    case 'key':
    case 'key or }':
      return token === 'string' ? ':' : undefined;
    case ':':
      return token === ':' ? 'value' : undefined;
    case 'next':
      if (token !== ',') return undefined;
      return open.at(-1) === '{' ? 'key' : 'value';
    case 'nothing':
      return undefined;
  }
}
