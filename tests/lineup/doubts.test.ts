import { describe, expect, it } from 'vitest';
import { doubts, inOrder } from '../../host/lineup/doubts.ts';
import { plausibleEvening, plausibleLineup } from '../../host/lineup/plausible.ts';
import { read } from './helpers.ts';

const doubtsOf = (text: string): string[] =>
  doubts(read(text)).map(({ message, line }) => `${String(line)}: ${message}`);

describe('doubts', () => {
  it('are none about the usual', () => {
    expect(doubtsOf('speaker,title,duration\nA,b,5:00\nC,d,4:00\nA,e,\n')).toEqual([]);
  });

  it('name two talks with one title, and one talk twice', () => {
    expect(
      doubtsOf('Chris - Elegant code\nIndra - elegant CODE\nChris - Elegant code\nX - \nY - '),
    ).toEqual([
      '2: "Chris" and "Indra" have the same title, "elegant CODE": are they one talk?',
      '3: "Elegant code" (Chris) is in the lineup twice',
      '4: "X" has no title',
      '5: "Y" has no title',
    ]);
  });

  it('say once that titles are missing, however many lines the reader told of', () => {
    expect(doubtsOf('Ada - Engines\nTobias\nGrace - Compilers\nDieter\nZoë')).toEqual([]);
  });

  it('name notes in brackets, which the room would read, and leave brackets of titles alone', () => {
    const mend = 'notes for yourself go into a table with a column "notes": Speaker,Title,Notes';
    expect(
      doubtsOf(
        'Kim - Foo (brings slides, needs HDMI)\nNoor (no slides) - Bar\nJo - Baz [HDMI, USB-C adapter]\nSam - Talks (and why slides bore)\nAda - Cables (HDMI and its history)\nZoë - Testing (without mocks)',
      ),
    ).toEqual([
      `1: the room will see "(brings slides, needs HDMI)": ${mend}`,
      `2: the room will see "(no slides)": ${mend}`,
      `3: the room will see "[HDMI, USB-C adapter]": ${mend}`,
    ]);
    expect(doubtsOf('speaker,title,notes\nKim,Foo,(needs HDMI)')).toEqual([]);
  });

  it('stand in the order of lines, with what the reader says', () => {
    const lineup = read(
      'Kim - on foo (needs HDMI)\nWhat I learned from knitting - Lena Fox\nNoor: on bar\nKim - on Foo (needs HDMI)\n# end',
    );
    const lines = inOrder([...lineup.remarks, ...doubts(lineup)]).map(({ line }) => line);
    expect(lines).toEqual([1, 2, 3, 4, 4, undefined]);
  });

  it('name a length that is ten times the others, or a tenth', () => {
    expect(doubtsOf('A - a\nB - b (50:00)\nC - c (0:30)\nD - d (10:00)')).toEqual([
      '2: "b" (B) lasts 50:00, the others about 5:00: is that meant?',
      '3: "c" (C) lasts 0:30, the others about 5:00: is that meant?',
    ]);
  });

  it('name what a spreadsheet makes of five minutes, even if it does so to all', () => {
    expect(doubtsOf('speaker,duration,title\nA,5:00:00,a\nB,5:00:00,b')).toEqual([
      '2: "a" (A) lasts 5:00:00, which is hours: is 5:00 meant?',
      '3: "b" (B) lasts 5:00:00, which is hours: is 5:00 meant?',
    ]);
  });

  it('of one kind are one note where there are many', () => {
    const rows = Array.from({ length: 12 }, (_, i) => `A${String(i)},,5:00:00`);
    expect(doubtsOf(['speaker,title,duration', ...rows].join('\n'))).toEqual([
      'undefined: 12 talks have no title (lines 2, 3, 4, 5, 6, 7, 8, 9, …)',
      'undefined: 12 talks last whole hours: are minutes meant? (lines 2, 3, 4, 5, 6, 7, 8, 9, …)',
    ]);
  });

  it('are none where the reader has said it', () => {
    expect(doubtsOf('speaker\nAnn Example\nBob Sample')).toEqual([]);
  });

  it('name a session that ends before it starts', () => {
    expect(doubtsOf('# start: 2025-07-16T17:30\n# end: 2025-07-16T16:30\nA - b')).toEqual([
      'undefined: the session ends (2025-07-16T16:30) before it starts (2025-07-16T17:30)',
    ]);
  });
});

describe('a made-up session', () => {
  it('is the same for the same seed, and another for another', () => {
    expect(plausibleLineup(40, 7)).toEqual(plausibleLineup(40, 7));
    expect(plausibleLineup(40, 7).talks).not.toEqual(plausibleLineup(40, 8).talks);
    expect(plausibleEvening(40, 7)).toEqual(plausibleEvening(40, 7));
  });

  it('begins the same, however long', () => {
    expect(plausibleLineup(64, 7).talks.slice(0, 12)).toEqual(plausibleLineup(12, 7).talks);
    expect(plausibleEvening(64, 7).slice(0, 12)).toEqual(plausibleEvening(12, 7));
  });

  it('never has one talk twice', () => {
    const pairs = plausibleLineup(500, 3).talks.map(({ speaker, title }) => `${speaker}\n${title}`);
    expect(new Set(pairs).size).toBe(500);
  });

  it('has early ends, overruns, no-shows and slow changeovers, none of them often', () => {
    const evening = plausibleEvening(2000, 1);
    const share = (test: (turn: (typeof evening)[number]) => boolean): number =>
      evening.filter(test).length / evening.length;
    expect(share((turn) => turn.missed)).toBeCloseTo(0.06, 1);
    expect(share((turn) => turn.share < 0.75)).toBeCloseTo(0.12, 1);
    expect(share((turn) => turn.share > 1)).toBeGreaterThan(0.15);
    expect(share((turn) => turn.share > 1)).toBeLessThan(0.45);
    expect(share((turn) => turn.changeover > 60_000)).toBeCloseTo(0.15, 1);
    expect(evening.every((turn) => turn.share > 0 && turn.changeover > 0)).toBe(true);
  });
});
