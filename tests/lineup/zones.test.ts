import { describe, expect, it } from 'vitest';
import { ZoneBuilder } from '../../host/lineup/exports/own-zones.ts';
import { utcInZone, zoneFinder } from '../../host/lineup/exports/zones.ts';
import { readLineup } from '../../host/lineup/read-lineup.ts';
import { bytes, eventOf, exported } from './helpers.ts';

describe('zones of a calendar', () => {
  const source = exported('zones.ics');
  const start = (title: string): string | undefined => eventOf(source, title)?.start;

  it('times in UTC and times that float are told in its own', () => {
    expect(start('Opening')).toBe('2025-08-01T09:00+09:00');
    expect(start('Floats')).toBe('2025-08-01T09:00+09:00');
    expect(eventOf(source, 'Opening')?.day).toBe('2025-08-01');
  });

  it('those that it describes itself are known, in summer and in winter', () => {
    expect(start('Summer in Europe')).toBe('2025-08-01T09:00+02:00');
    expect(start('Winter in Europe')).toBe('2025-11-30T09:00+01:00');
    expect(start('Half an hour off')).toBe('2025-08-01T09:00+05:30');
    expect(source.remarks.map(({ message }) => message)).toEqual([
      expect.stringContaining('the speakers are guessed'),
    ]);
  });

  it('one UID in two rooms is two events', () => {
    expect(source.events.filter(({ rooms }) => rooms.includes('Cellar'))).toMatchObject([
      { title: 'Opening, watched from here' },
    ]);
    expect(source.events).toHaveLength(6);
  });

  it('the only zone that is described is that of times in UTC', () => {
    const text = [
      'BEGIN:VCALENDAR',
      'BEGIN:VTIMEZONE\nTZID:Europe/Prague\nEND:VTIMEZONE',
      'BEGIN:VEVENT\nUID:1\nSUMMARY:Foo - Ann\nDTSTART:20250716T153000Z\nDTEND:20250716T153500Z\nEND:VEVENT',
      'END:VCALENDAR',
    ].join('\n');
    expect(readLineup('x', bytes(text)).start).toBe('2025-07-16T17:30+02:00');
  });

  it('a description is obeyed on the days when clocks change, and before it began', () => {
    const zone = new ZoneBuilder();
    const take = (offset: string, month: number, nth: string, from: string): void => {
      zone.take({ name: 'TZOFFSETTO', value: offset });
      zone.take({ name: 'DTSTART', value: from });
      zone.take({ name: 'RRULE', value: `FREQ=YEARLY;BYMONTH=${String(month)};BYDAY=${nth}` });
      zone.close();
    };
    take('-0500', 11, '1SU', '20071104T020000');
    take('-0400', 3, '2SU', '20070311T020000');
    const eastern = zone.zone();
    const known = zoneFinder()('America/New_York');
    const times = ['2025-03-09T01:59', '2025-03-09T03:00', '2025-11-02T02:00', '2025-01-01T00:00'];
    expect(times.map((iso) => eastern?.on(iso))).toEqual(times.map((iso) => known?.on(iso)));
    expect(eastern?.on('1990-07-01T00:00')).toBe(-5 * 3_600_000);
    const moments = [
      '03-09T06:59Z',
      '03-09T07:00Z',
      '11-02T05:30Z',
      '11-02T06:30Z',
      '07-01T00:00Z',
    ];
    const at = moments.map((text) => Date.parse(`2025-${text}`));
    expect(at.map((ms) => eastern?.at(ms))).toEqual(at.map((ms) => known?.at(ms)));
    expect(new ZoneBuilder().zone()).toBeUndefined();
  });

  it.each([
    ['Asia/Tokyo', '2025-08-01T00:00Z', '2025-08-01T09:00+09:00'],
    ['America/New_York', '2025-03-09T06:59Z', '2025-03-09T01:59-05:00'],
    ['America/New_York', '2025-03-09T07:00Z', '2025-03-09T03:00-04:00'],
  ])('in %s %s is %s', (name, utc, local) => {
    const zone = zoneFinder()(name);
    expect(zone && utcInZone(utc, zone)).toBe(local);
  });
});
