import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import {
  dayForm,
  hourOf,
  hoursOf,
  otherDay,
  readHour,
  startOf,
  untilOf,
} from '../../host/system/time-of-day.ts';

const HOUR = 3600_000;
const zone = process.env.TZ;
beforeAll(() => {
  process.env.TZ = 'Europe/Berlin';
});
afterAll(() => {
  if (zone === undefined) delete process.env.TZ;
  else process.env.TZ = zone;
});

const until = (asked: string, now: string): Date =>
  new Date(untilOf(asked, undefined, new Date(now)) ?? NaN);

describe('the form of this computer', () => {
  it.each<[NodeJS.ProcessEnv, NodeJS.Platform, number]>([
    [{}, 'linux', 24],
    [{ LANG: 'C.UTF-8' }, 'linux', 24],
    [{ LANG: 'en_US.UTF-8' }, 'linux', 12],
    [{ LANG: 'en_US.UTF-8', LC_TIME: 'de_DE.UTF-8' }, 'linux', 24],
    [{ LANG: 'de_DE', LC_ALL: 'en_US@x', LC_TIME: '' }, 'darwin', 12],
    [{ LANG: 'en_GB.UTF-8' }, 'linux', 24],
    [{ LANG: 'POSIX' }, 'win32', 24],
    [{ LANG: 'no such locale' }, 'linux', 24],
  ])('%j on %s has %i hours', (env, platform, hours) => {
    expect(hoursOf(env, platform)).toBe(hours);
  });

  it('knows of the night in which the clocks change', () => {
    const evening = Date.parse('2026-10-24T22:00:00+02:00');
    const change = { from: Date.parse('2026-10-25T03:00:00+02:00'), offset: 60 };
    expect(dayForm(evening)).toEqual({ hours: 24, offset: 120, change });
    expect(dayForm(change.from)).toEqual({ hours: 24, offset: 60 });
  });
});

describe('an hour as people write it', () => {
  it.each([
    ['17:30', '17:30'],
    ['9:05', '09:05'],
    ['18.00', '18:00'],
    ['1800', '18:00'],
    ['930', '09:30'],
    ['18h', '18:00'],
    ['18h30', '18:30'],
    ['6pm', '18:00'],
    ['6 PM', '18:00'],
    ['6:30 p.m.', '18:30'],
    ['12am', '00:00'],
    ['12pm', '12:00'],
    ['24:00', '24:00'],
    ['0:00', '00:00'],
  ])('%s is %s', (text, hour) => {
    expect(readHour(text)).toBe(hour);
  });

  it.each(['', '6', '18', '24:01', '25:00', '17:60', '13pm', '0am', 'pm', 'noon', '-1:00', '17:3'])(
    '%j is none',
    (text) => {
      expect(readHour(text)).toBeUndefined();
    },
  );
});

describe('the day that is meant', () => {
  it('is yesterday shortly after midnight', () => {
    const now = '2026-05-30T00:10';
    expect(until('23:55', now)).toEqual(new Date('2026-05-29T23:55'));
    expect(otherDay(until('23:55', now).getTime(), new Date(now))).toBe(' yesterday');
  });

  it('is tomorrow late in the evening', () => {
    const now = '2026-05-29T22:00';
    expect(until('00:30', now)).toEqual(new Date('2026-05-30T00:30'));
    expect(until('24:00', now)).toEqual(new Date('2026-05-30T00:00'));
    expect(otherDay(until('00:30', now).getTime(), new Date(now))).toBe(' tomorrow');
  });

  it('is today for what has just been and what is to come', () => {
    const now = '2026-05-29T14:00';
    expect(until('13:00', now)).toEqual(new Date('2026-05-29T13:00'));
    expect(until('18:00', now)).toEqual(new Date('2026-05-29T18:00'));
    expect(otherDay(until('18:00', now).getTime(), new Date(now))).toBe('');
  });

  it.each([
    ['2026-03-28T22:00', '2026-03-29T09:00', 10],
    ['2026-10-24T22:00', '2026-10-25T09:00', 12],
  ])('has 23 or 25 hours when the clocks are set: %s', (now, then, hours) => {
    expect(until('09:00', now)).toEqual(new Date(then));
    expect(until('09:00', now).getTime() - new Date(now).getTime()).toBe(hours * HOUR);
    expect(hourOf(startOf('09:00', undefined, new Date(now)) ?? 0)).toBe('09:00');
  });
});
