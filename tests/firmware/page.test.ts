/** The transcript of the wire's description, played on the image: it says what the page says. */
import { readFileSync } from 'node:fs';
import { expect, it } from 'vitest';
import { decodeFromPodium, isPush, unframe } from '../../protocol/codec.ts';
import { SETTINGS } from '../../protocol/wire.ts';
import { ImageBoard } from '../support/image-board.ts';

const [, block = ''] =
  /## A transcript\n[^]*?```\n([^]*?)\n```/.exec(readFileSync('protocol/README.md', 'utf8')) ?? [];
const TRANSCRIPT = block
  .split('\n')
  .map((text) => /^([<>~]) (.*?)(?: +\(.*\))?$/.exec(text)?.slice(1) ?? []);

const BUTTON = SETTINGS['pin-button'].start;

/** When what the page has at this line happens, on the podium's clock; else at once. */
const MOMENTS: Readonly<Record<string, number>> = {
  '506 commit 0 0 3DB3': 4_150,
  '507 start 1': 59_996,
  '508 grant 2 20': 302_300,
  '508 grant 2 30': 302_400,
  '509 time': 305_008,
  '510 finish 3': 310_600,
};
const PRESSED = 310_450;

/** Clocks and positions hang on milliseconds that the page does not tell; all else is exact. */
const alike = (one: string, other: string): boolean => {
  const [a, b] = [one.split(' '), other.split(' ')];
  return (
    a.length === b.length &&
    a.every((word, i) => {
      const [x, y] = [Number(word), Number(b[i])];
      const near = x > 999 && Math.abs(x - y) < 400;
      const justNow = a[1] === 'stage' && i === 6 && Math.abs(x - y) <= 2;
      return word === b[i] || near || justNow || (a[1] === '509' && i === 3);
    })
  );
};

it('the podium says the transcript of its page, line by line', () => {
  const board = new ImageBoard();
  let text = '';
  const { onTransmit } = board.uno;
  board.uno.onTransmit = (byte, cycle) => {
    text += String.fromCharCode(byte);
    onTransmit(byte, cycle);
  };
  const runTo = (ms: number): void => {
    board.run(Math.max(0, ms - board.uno.ms));
  };
  board.run(100);
  for (const [from, line = ''] of TRANSCRIPT) {
    if (from === '<') continue;
    const body = line.replace(/\*.*/, '');
    if (body === '510 finish 3') {
      runTo(PRESSED);
      board.uno.setInput(BUTTON, false);
      board.run(60);
      board.uno.setInput(BUTTON, undefined);
    }
    runTo(MOMENTS[body] ?? 0);
    board.send(`${line}\n`);
    board.run(body.includes('commit') ? 2_000 : 60);
  }
  const said = text
    .split('\n')
    .filter((line) => line !== '')
    .map((line) => unframe(line));
  const wanted = TRANSCRIPT.flatMap(([from, line = '']) => (from === '<' ? [unframe(line)] : []));
  const isBeat = (body: string): boolean => body.startsWith('! beat');
  expect(said.some((body) => /^! beat 2 6[0-2]\d{3} 4$/.test(body))).toBe(true);
  const rest = said.filter((body) => !isBeat(body));
  const expected = wanted.filter((body) => !isBeat(body));
  expect(rest.map((body, i) => (alike(body, expected[i] ?? '') ? expected[i] : body))).toEqual(
    expected,
  );
  for (const [from, line = ''] of TRANSCRIPT)
    if (from === '<') expect(() => isPush(decodeFromPodium(line))).not.toThrow();
});
