import { describe, expect, it } from 'vitest';
import { readLength } from '../../host/lineup/lengths.ts';
import { parseDuration } from '../../protocol/time.ts';
import { fc } from '../support/random.ts';
import { problemOf, read, remarksOf } from './helpers.ts';

const minutesIn = (text: string): number | undefined => {
  const read = readLength(text);
  return read && read.length / 60_000;
};

describe('lengths as people write them', () => {
  it.each([
    ...[
      '5 minutes',
      '5 mins',
      '5 min.',
      "5'",
      '5’',
      '5′',
      '5m',
      '5:00',
      '0:05:00',
      '5',
      '5.0',
      'PT5M',
    ],
    ...[
      '5 Minuten',
      '5 minutos',
      '5 minuti',
      '5 minuty',
      '5 minut',
      '5 mn',
      '5分',
      '５分',
      '五分',
      '5分間',
    ],
    ...[
      'five minutes',
      'fünf Minuten',
      'cinq minutes',
      'cinco minutos',
      'cinque minuti',
      'pięć minut',
    ],
    ...[
      '(5 min)',
      'ca. 5 min',
      'about 5 minutes',
      '5-minute talk',
      'max. 5 Min.',
      '5:00 min',
      '0:05 h',
    ],
    ...[
      'P0DT0H5M0S',
      '300 s',
      '300 seconds',
      '300 Sekunden',
      'five',
      '5  minutes',
      '5 MINUTES',
      '4-5 min',
    ],
  ])('%s is five minutes', (text) => {
    expect(minutesIn(text)).toBe(5);
  });

  it.each([
    ['5m30s', 5.5],
    ['5 min 30 sec', 5.5],
    ['5\'30"', 5.5],
    ['5 Min. 30 Sek.', 5.5],
    ['5 minutes and 30 seconds', 5.5],
    ['5分30秒', 5.5],
    ['5m30', 5.5],
    ['5.5', 5.5],
    ['5,5 min', 5.5],
    ['2.5', 2.5],
    ['PT2M30S', 2.5],
    ['1h', 60],
    ['1h30', 90],
    ['1 h 5 min', 65],
    ['1.5 hours', 90],
    ['half an hour', 30],
    ['90 s', 1.5],
  ])('%s is %d minutes', (text, minutes) => {
    expect(minutesIn(text)).toBe(minutes);
  });

  it.each([
    '',
    'abc',
    '0',
    '-5',
    '-5 min',
    '0 min',
    '100 h',
    'a',
    'an',
    'm',
    'PT',
    '5 apples',
    '5:99',
    '17:30 Uhr',
    '5 min or 10 min',
  ])('%s is none', (text) => {
    expect(readLength(text)).toBeUndefined();
  });

  it('are what the strict reading says, wherever it reads one', () => {
    const piece = fc.constantFrom('1', '5', '30', ':', '00', 's', 'm', 'h', 'sec', 'min', ' ');
    fc.assert(
      fc.property(fc.array(piece, { maxLength: 5 }), (pieces) => {
        const strict = parseDuration(pieces.join(''));
        if (strict !== undefined) expect(readLength(pieces.join(''))?.length).toBe(strict);
      }),
      { numRuns: 500 },
    );
  });

  it('take no longer for endless texts', () => {
    for (const text of ['5 '.repeat(1e5), '5m'.repeat(1e5), ' '.repeat(1e6), '1,'.repeat(1e5)])
      expect(readLength(text)).toBeUndefined();
  });
});

const table = (...lengths: string[]): string =>
  `speaker\ttitle\tduration\n${lengths.map((length, i) => `A${String(i)}\tb${String(i)}\t${length}`).join('\n')}`;

describe('lengths that are read and doubted', () => {
  it.each([
    [['0:05', '0:05'], '"0:05" is five seconds: is 5:00 meant?'],
    [['0:10', '0:05'], '"0:10" is ten seconds: is 10:00 meant?'],
    [['30', '30'], '"30" is read as 30 minutes: if seconds are meant, write 0:30 or 30 s'],
    [['300', '45'], '"300" is read as 300 minutes: if seconds are meant, write 5:00 or 300 s'],
    [['5.30'], '"5.30" is read as 5:18: is 5:30 meant?'],
    [['5-7 min'], '"5-7 min" is read as the longer of the two'],
    [['5 min with questions'], '"5 min with questions" is read as 5:00'],
  ])('%s', (lengths, doubt) => {
    expect(remarksOf(read(table(...lengths)))).toEqual([`2: ${doubt}`]);
  });

  it.each([
    [['5', '10']],
    [['0:30', '5:00']],
    [['30 min', '30 min']],
    [['2.5']],
    [['?', '-', 'TBD']],
  ])('but not %s', (lengths) => {
    expect(remarksOf(read(table(...lengths)))).toEqual([]);
  });

  it('are refused where nothing is to be read', () => {
    expect(problemOf(() => read(table('soon'))).message).toContain(
      'the duration "soon" cannot be read',
    );
  });
});
