import { readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { readLineup } from '../../host/lineup/read-lineup.ts';
import { brief, read, remarksOf, told } from './helpers.ts';

describe('plain text', () => {
  it('reads the sign-up board of the examples', () => {
    const board = readLineup('board', readFileSync('examples/signup-board.txt'));
    expect(board.talks).toHaveLength(12);
    expect(board.talks[4]).toEqual({
      speaker: 'Pablo',
      title: 'Memray, a memory profiler',
      line: 6,
    });
    expect(remarksOf(board)).toEqual(['1 comment line was left out (line 1)']);
  });

  it.each([
    ['a hyphen', 'Indra - Pandas to production'],
    ['an en dash', 'Indra – Pandas to production'],
    ['an em dash', 'Indra — Pandas to production'],
    ['two hyphens', 'Indra -- Pandas to production'],
    ['a number in front', '12. Indra - Pandas to production'],
    ['a bullet in front', '* Indra - Pandas to production'],
    ['unusual white space', '\u00a0Indra\u2003-\u00a0Pandas\tto production \r'],
  ])('takes %s', (_, line) => {
    expect(brief(read(line))).toEqual(['Indra | Pandas to production']);
  });

  it('leaves dashes in names and titles alone', () => {
    expect(brief(read('Anna-Lena - Well-known - and loved'))).toEqual([
      'Anna-Lena | Well-known - and loved',
    ]);
  });

  it.each([
    ['Sophia - HoloViz (10:00)', 'Sophia | HoloViz | 10'],
    ['Sophia - HoloViz [3 min]', 'Sophia | HoloViz | 3'],
    ['Sophia - HoloViz (90s)', 'Sophia | HoloViz | 1.5'],
    ['Sophia - HoloViz (2024)', 'Sophia | HoloViz (2024)'],
    ['Sophia - HoloViz (part 2)', 'Sophia | HoloViz (part 2)'],
    ['Sophia - (4:33)', 'Sophia |  | 4.55'],
  ])('reads the length in brackets of "%s"', (line, talk) => {
    expect(brief(read(line))).toEqual([talk]);
  });

  it('takes a short line for a name without a title, and says so', () => {
    const lineup = read('Samir - Data science without data\nChuk\n');
    expect(brief(lineup)).toEqual(['Samir | Data science without data', 'Chuk | ']);
    expect(remarksOf(lineup)).toEqual(['2: no title: treated as a speaker’s name']);
  });

  it('passes over a heading', () => {
    expect(brief(read('Speaker - Title\nChuk - Culture shock'))).toEqual(['Chuk | Culture shock']);
  });

  it('reads what comments say of the session', () => {
    const text =
      '# name: Day 1\n# start: 2025-07-16 17:30+02:00\n# end: 2025-07-16T18:30Z\n# changeover: 0:45\n# brought by: nobody\nChuk - x';
    expect(read(text)).toMatchObject({
      name: 'Day 1',
      start: '2025-07-16T17:30+02:00',
      end: '2025-07-16T18:30Z',
      changeover: 45_000,
    });
  });

  it.each([
    [
      'a dash without spaces',
      'Memray-a memory profiler that is too long for a name at all',
      '1:1',
      'Memray-a',
      'no " - "',
    ],
    ['a length of nothing', 'Chuk - x (0:00)', '1:11', '0:00', 'must be longer than zero'],
    ['a length of 100 hours', 'Chuk - x (100 h)', '1:11', '100 h', 'cannot be read'],
    [
      'a date that is none',
      '# end: 2025-02-30 10:00\nA - b',
      '1:8',
      '2025-02-30 10:00',
      'cannot be read',
    ],
    [
      'a changeover that is none',
      '# changeover: soon\nA - b',
      '1:15',
      'soon',
      'the changeover "soon"',
    ],
  ])('refuses %s', (_, text, where, marked, message) => {
    const problem = told(text);
    expect(problem).toMatchObject({ where, message: expect.stringContaining(message) as string });
    expect(problem.marked).toMatch(marked);
  });
});
