import { describe, expect, it } from 'vitest';
import {
  offsetAt,
  secondOfDay,
  timeOfDay,
  zoneOf,
  type DayForm,
} from '../../protocol/time-of-day.ts';

const NOON = Date.UTC(2026, 10, 28, 12, 4, 9);
const HOUR = 3600_000;
const form = (hours: 12 | 24, offset = 0): DayForm => ({ hours, offset });

describe('the time of day', () => {
  it.each([
    [0, 0, '12:04', '12:04 pm'],
    [1, 0, '13:04', '1:04 pm'],
    [-12, 0, '00:04', '12:04 am'],
    [-3, 0, '09:04', '9:04 am'],
    [0, 330, '17:34', '5:34 pm'],
    [0, -765, '23:19', '11:19 pm'],
    [13, 0, '01:04', '1:04 am'],
  ])('%i h from noon, %i min east', (hours, east, by24, by12) => {
    const at = NOON + hours * HOUR;
    expect(timeOfDay(at, form(24, east))).toBe(by24);
    expect(timeOfDay(at, form(12, east))).toBe(by12);
  });

  it('with its seconds, and before 1970', () => {
    expect(secondOfDay(NOON, form(24))).toBe('12:04:09');
    expect(secondOfDay(NOON, form(12))).toBe('12:04:09 pm');
    expect(timeOfDay(-1, form(24))).toBe('23:59');
  });

  it('has another zone from the change on', () => {
    const change = { from: NOON, offset: 60 };
    const night: DayForm = { hours: 24, offset: 120, change };
    expect([timeOfDay(NOON - 1, night), timeOfDay(NOON, night)]).toEqual(['14:04', '13:04']);
    expect(offsetAt(NOON, night)).toBe(60);
  });

  it.each([
    [0, 'UTC'],
    [60, 'UTC+1'],
    [330, 'UTC+5:30'],
    [-570, 'UTC−9:30'],
  ])('%i minutes east is %s', (east, name) => {
    expect(zoneOf(NOON, form(24, east))).toBe(name);
  });
});
