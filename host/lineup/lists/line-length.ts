/** The length of a talk where it stands in its line: `(5 min)` in front or behind, `– 5'`, `, 10 minutes`. */
import { amountOf } from '../lengths.ts';
import type { Line } from './line.ts';

export interface Measured {
  /** The line without its length. */
  readonly line: Line;
  readonly length?: Line;
  /** True where nothing but a blank divides the length from the words before it. */
  readonly guessed: boolean;
}

/** Whether a text is a length by its unit or colon; a bare number may be anything. */
function isLength(text: string): boolean {
  if (text.length > 40 || !/^[\s~]*(?:\p{N}|PT|\p{L}+\s|[一二三四五六七八九十])/iu.test(text))
    return false;
  const amount = amountOf(text);
  return amount !== undefined && amount.spelling !== 'number';
}

const BRACKETS: Readonly<Record<string, string>> = {
  ')': '(',
  ']': '[',
  '）': '（',
  '】': '【',
  '}': '{',
};
/** What may stand between a title and its length. */
const DIVIDER = /\s[-\u2010-\u2015\u2212]{1,3}\s|[,;|·•\t/]\s|\s[|/]|,(?=\d)/gu;
/** "How to cook in 5 minutes" is a title. */
const TITLE_WORD =
  /(?:^|\s)(?:in|within|under|for|the|an?|of|every|last|first|per|at|after|from|to|than|only|just|takes?|my|your|our|next|by|unter|für|nach|jede|alle|die|den|um|ab|en|dans|pour|les|à|sous|de|du|para|por|los|las|em|nos|as|entro|per|nei|i|w|za|po|przez|and|und|et|y|e|[+&=])$/iu;

/** Finds the length of a talk in its line, and cuts it off. */
export function measured(line: Line): Measured {
  return (
    inBrackets(line) ??
    behindDivider(line) ??
    inFront(line) ??
    behindBlank(line) ?? { line, guessed: false }
  );
}

/** `… (5 min)`; also of a piece of a line. */
export function inBrackets(line: Line): Measured | undefined {
  const { text } = line;
  const open = BRACKETS[text.at(-1) ?? ''];
  const at = open === undefined ? -1 : text.lastIndexOf(open);
  if (at < 0 || text.length - at > 44 || !isLength(text.slice(at + 1, -1))) return undefined;
  return { line: line.part(0, at), length: line.part(at + 1, text.length - 1), guessed: false };
}

/** What stands in brackets at the end as a length would, and is none: "[99:99]" is a slip. */
export const unreadTime = (text: string): string | undefined =>
  /[[(（【]\s*(\d{1,4}:\d{1,4}(?::\d{1,4})?)\s*[\])）】]$/u.exec(text.slice(-40))?.[1];

function behindDivider(line: Line): Measured | undefined {
  const { text } = line;
  const from = Math.max(0, text.length - 50);
  let last: RegExpExecArray | undefined;
  for (const match of text.slice(from).matchAll(DIVIDER)) last = match;
  if (!last || from + last.index === 0) return undefined;
  const end = from + last.index + last[0].length;
  if (!isLength(text.slice(end).trim())) return undefined;
  return { line: line.part(0, from + last.index), length: line.part(end), guessed: false };
}

const FRONT =
  /^(?:[([]([^()[\]]{1,40})[)\]]\s*[:–—-]?|([^\s:–—-]{1,12}(?:\s\p{L}{1,8}\.?)?)\s*(?:[:|]|\s[-–—]))\s+(?=\S)/u;

/** `5' Kim: Foo`, `5 min Kim - Foo`. */
const TIGHT = /^\d{1,3}\s?(?:['\u2032\u2019]|min\.?|mins|分)\s+(?=\p{Lu}|\p{Lo})/u;

function inFront(line: Line): Measured | undefined {
  const tight = TIGHT.exec(line.text)?.[0];
  if (tight !== undefined && isLength(tight.trim()))
    return { line: line.part(tight.length), length: line.part(0, tight.length), guessed: true };
  const [whole, bracketed, plain] = FRONT.exec(line.text) ?? [];
  const text = bracketed ?? plain ?? '';
  if (whole === undefined || !/\p{N}/u.test(text) || !isLength(text)) return undefined;
  const at = line.text.indexOf(text);
  return { line: line.part(whole.length), length: line.part(at, at + text.length), guessed: false };
}

function behindBlank(line: Line): Measured | undefined {
  const { text } = line;
  const tail = /\s(\d[^\s]{0,9}(?:\s\p{L}{1,10}\.?)?)$/u.exec(text.slice(-40));
  const length = tail?.[1];
  if (length === undefined) return undefined;
  // "5 min" is two words, of which the first may end another: "12 5 min" does not occur.
  const at = text.length - length.length;
  const before = text.slice(0, at).trimEnd();
  if (before === '' || TITLE_WORD.test(before.slice(-12)) || !isLength(length)) return undefined;
  return { line: line.part(0, at), length: line.part(at), guessed: true };
}
