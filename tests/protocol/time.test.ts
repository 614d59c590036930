import { describe, expect, it } from 'vitest';
import {
  after,
  duration,
  formatDuration,
  instant,
  minus,
  minutes,
  parseDuration,
  remaining,
  seconds,
  since,
  sum,
} from '../../protocol/time.ts';

describe('time left and over', () => {
  const at = (ms: number) => remaining(duration(ms), minutes(5));

  it.each([
    [0, '5:00'],
    [1, '5:00'],
    [999, '5:00'],
    [1_000, '4:59'],
    [299_000, '0:01'],
    [299_999, '0:01'],
    [299_999.9, '0:01'],
    [-30_000, '5:30'],
  ])('at %d ms of five minutes: %s left, rounded up', (ms, text) => {
    expect(at(ms)).toMatchObject({ over: false, text });
  });

  it.each([
    [300_000, '0:00'],
    [300_999, '0:00'],
    [301_000, '0:01'],
    [330_500, '0:30'],
    [3_900_000, '1:00:00'],
  ])('at %d ms: %s over, rounded down', (ms, text) => {
    expect(at(ms)).toMatchObject({ over: true, text });
  });

  it('says 0:00 for one second, and each other second once, all the way through', () => {
    const texts = Array.from({ length: 3_020 }, (_, i) => at(299_000 + i).text);
    expect([...new Set(texts)]).toEqual(['0:01', '0:00', '0:02']);
    expect(at(42_000).seconds).toBe(258);
  });
});

describe('lengths', () => {
  it.each([
    [0, '0:00'],
    [59_999, '0:59'],
    [300_000, '5:00'],
    [3_723_000, '1:02:03'],
    [-30_000, '-0:30'],
    [-999, '0:00'],
  ])('%d ms is written %s', (ms, text) => {
    expect(formatDuration(duration(ms))).toBe(text);
  });

  it.each([
    ['5:00', 300],
    ['5', 300],
    [' 0:30 ', 30],
    ['1:02:03', 3723],
    ['90:00', 5400],
    ['90s', 90],
    ['90 sec', 90],
    ['5m', 300],
    ['5 Min', 300],
    ['1h', 3600],
    ['24:00:00', 86_400],
  ])('"%s" is read as %d s', (text, s) => {
    expect(parseDuration(text)).toBe(seconds(s));
  });

  it.each([
    '',
    'abc',
    '0',
    '0:00',
    '-1',
    '5:60',
    '1:60:00',
    '24:00:01',
    '100h',
    '5.5',
    '5:0',
    '1:2:03',
  ])('"%s" is no length', (text) => {
    expect(parseDuration(text)).toBeUndefined();
  });

  it('are what lies between two instants', () => {
    const start = instant(1_000);
    const end = after(start, seconds(5));
    expect(since(start, end)).toBe(5_000);
    expect(sum(minutes(1), minus(seconds(30), seconds(50)))).toBe(40_000);
  });
});
