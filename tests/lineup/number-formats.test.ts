import { describe, expect, it } from 'vitest';
import { builtIn, formatOf, valueText } from '../../host/lineup/sheets/number-formats.ts';

describe('numbers in an .xlsx', () => {
  it.each([
    ['h:mm', 5 / 24, '5:00:00'],
    ['h:mm', 5 / 1440, '0:05:00'],
    ['[h]:mm', 30 / 24, '30:00:00'],
    ['mm:ss', 5 / 1440, '0:05:00'],
    ['h:mm AM/PM', 17.5 / 24, '17:30:00'],
    ['dd/mm/yyyy', 45_854, '2025-07-16'],
    ['dd/mm/yyyy h:mm', 45_854 + 17.5 / 24, '2025-07-16T17:30'],
    ['[$-409]mmmm d', 45_854, '2025-07-16'],
    ['0.00', 0.1 + 0.2, '0.3'],
    ['General', 7, '7'],
    ['"days" 0', 7, '7'],
    ['[Red]0;[Blue]-0', 7, '7'],
    ['0\\h', 7, '7'],
    ['yyyy', -1, '-1'],
    ['yyyy', 1e9, '1000000000'],
  ])('%s: %d is %s', (format, value, text) => {
    expect(valueText(value, formatOf(format), false)).toBe(text);
  });

  it('of formats without a code, and of calendars that begin in 1904', () => {
    expect(valueText(0.5, builtIn(20), false)).toBe('12:00:00');
    expect(valueText(1.5, builtIn(46), false)).toBe('36:00:00');
    expect(valueText(45_854, builtIn(14), false)).toBe('2025-07-16');
    expect(valueText(45_854 - 1462, builtIn(14), true)).toBe('2025-07-16');
    expect(valueText(0.5, builtIn(2), false)).toBe('0.5');
  });
});
