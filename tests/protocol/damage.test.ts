/** Lines that were damaged on their way: each is noticed, in every message. */
import { describe, expect, it } from 'vitest';
import { WireError, unframe } from '../../protocol/codec.ts';
import { LINES } from '../support/messages.ts';

const codeOf = (line: string): string => {
  try {
    unframe(line);
    return 'read';
  } catch (error) {
    if (error instanceof WireError) return error.code;
    throw error;
  }
};

/** Whether a receiver, which cuts at line ends and ignores empty lines, reads a message in it. */
const isRead = (received: string): boolean =>
  received.split(/[\r\n]/).some((line) => line !== '' && codeOf(line) === 'read');

/** Damaged lines that would be read all the same. */
const unnoticed = (damage: (line: string) => Iterable<string>): string[] =>
  LINES.flatMap((line) => [...damage(line)].filter(isRead));

const at = (line: string, i: number, text: string, length = 1): string =>
  line.slice(0, i) + text + line.slice(i + length);
const places = (line: string): number[] => Array.from(line, (_, i) => i);

describe('a damaged line is noticed', () => {
  it('and a sound one is read', () => {
    expect(LINES.length).toBeGreaterThan(150);
    expect(LINES.filter((line) => !isRead(line))).toEqual([]);
  });

  it('with any one bit turned', () => {
    const damaged = (line: string): string[] =>
      places(line).flatMap((i) =>
        [0, 1, 2, 3, 4, 5, 6, 7].map((bit) =>
          at(line, i, String.fromCharCode(line.charCodeAt(i) ^ (1 << bit))),
        ),
      );
    expect(unnoticed(damaged)).toEqual([]);
  });

  it('with any two neighbouring bits turned', () => {
    const damaged = (line: string): string[] =>
      places(line).flatMap((i) =>
        [0, 1, 2, 3, 4, 5, 6].map((bit) =>
          at(line, i, String.fromCharCode(line.charCodeAt(i) ^ (3 << bit))),
        ),
      );
    expect(unnoticed(damaged)).toEqual([]);
  });

  it('truncated after any character', () => {
    expect(unnoticed((line) => places(line).map((i) => line.slice(0, i)))).toEqual([]);
  });

  it('without its beginning', () => {
    expect(unnoticed((line) => places(line).map((i) => line.slice(i + 1)))).toEqual([]);
  });

  it('with any one character lost', () => {
    expect(unnoticed((line) => places(line).map((i) => at(line, i, '')))).toEqual([]);
  });

  it('with any one character doubled', () => {
    const doubled = (line: string): string[] =>
      places(line).map((i) => at(line, i, line.charAt(i).repeat(2)));
    expect(unnoticed(doubled)).toEqual([]);
  });

  it('with any two neighbours exchanged', () => {
    const exchanged = (line: string): string[] =>
      places(line)
        .map((i) => at(line, i, line.charAt(i + 1) + line.charAt(i), 2))
        .filter((other) => other !== line);
    expect(unnoticed(exchanged)).toEqual([]);
  });

  it('doubled, or glued to another', () => {
    const other = LINES[0] ?? '';
    expect(unnoticed((line) => [line + line, other + line, line + other])).toEqual([]);
  });

  it('with its checksum in lower case, or with something after it', () => {
    const changed = (line: string): string[] => [
      line.slice(0, -4) + line.slice(-4).toLowerCase(),
      `${line} `,
      `${line}0`,
    ];
    expect(unnoticed((line) => changed(line).filter((other) => other !== line))).toEqual([]);
  });
});

describe('what is no line at all', () => {
  it.each([
    ['a body without a checksum', '7 start 12'],
    ['a checksum without a body', '*FFFF'],
    ['an empty line', ''],
    ['characters beyond ASCII', '7 stärt 12*0000'],
    ['control characters', '7 start\u001b[2J*0000'],
    ['a NUL', '\u0000*0000'],
  ])('%s', (_, line) => {
    expect(codeOf(line)).toBe('checksum');
  });

  it('a line of more than 60 characters is dropped whole, whatever is in it', () => {
    const line = LINES.find(({ length }) => length === 60);
    expect(line && codeOf(line)).toBe('read');
    expect(codeOf('x'.repeat(61))).toBe('long');
    expect(codeOf('\u00ff'.repeat(5_000))).toBe('long');
  });
});
