/** The content lines of iCalendar (RFC 5545, 3.1): unfolded, divided, unescaped. */
import { detached } from '../../system/characters.ts';

export interface Property {
  /** In capitals. */
  readonly name: string;
  readonly value: string;
  /** The parameter TZID. */
  readonly zone?: string;
}

/** `NAME;PARAM=x;PARAM="a:b":value`: quotes may hold colons and semicolons. */
const LINE = /^([\w-]+)((?:;[\w-]+=(?:"[^"]*"|[^";:,]*)(?:,(?:"[^"]*"|[^";:,]*))*)*):(.*)$/s;
/** Values longer than this are descriptions, which nobody asked for. */
const LONGEST_VALUE = 4_000;

/** Yields the properties of a text; lines that are none are passed over. */
export function* properties(text: string): Generator<Property> {
  for (const line of unfolded(text)) {
    const match = LINE.exec(line);
    if (!match) continue;
    const [, name = '', parameters = '', value = ''] = match;
    const zone = /;TZID=(?:"([^"]*)"|([^";:,]*))/i.exec(parameters);
    const found = zone?.[1] ?? zone?.[2];
    yield {
      name: name.toUpperCase(),
      value: detached(unescaped(value)),
      ...(found === undefined ? {} : { zone: found }),
    };
  }
}

/** A line that begins with a blank goes on the line before. */
function* unfolded(text: string): Generator<string> {
  let line = '';
  for (const { 0: piece } of text.matchAll(/[^\r\n]+/g)) {
    if (/^[ \t]/.test(piece)) {
      if (line.length < LONGEST_VALUE) line += piece.slice(1);
    } else {
      if (line !== '') yield line;
      line = piece.slice(0, LONGEST_VALUE);
    }
  }
  if (line !== '') yield line;
}

const unescaped = (value: string): string =>
  value.replace(/\\([\\;,nN])/g, (_, sign: string) => (sign === 'n' || sign === 'N' ? '\n' : sign));
