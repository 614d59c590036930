import { describe, expect, it } from 'vitest';
import { ZoneBuilder } from '../../host/lineup/exports/own-zones.ts';
import { utcInZone, zoneFinder } from '../../host/lineup/exports/zones.ts';
import { pick } from '../../host/lineup/pick.ts';
import { readLineup } from '../../host/lineup/read-lineup.ts';
import { brief, bytes, eventOf, exported, problemOf, read } from './helpers.ts';

describe('frab / pentabarf XML', () => {
  const source = exported('pentabarf.xml');

  it('reads days, rooms, events, and nothing of descriptions', () => {
    expect(source).toMatchObject({
      name: 'Invented Days & Nights',
      format: 'frab / pentabarf XML',
      remarks: [],
    });
    expect(source.events).toEqual([
      {
        id: 'aaaaaaaa-0000-4000-8000-000000000011',
        title: 'Brackets <&> all',
        speakers: ['Ann Example', 'Bob Sample', 'Cem Placeholder'],
        rooms: ['H.2215 (Hall)'],
        day: '2025-02-01',
        type: 'lightningtalk',
        track: 'Lightning Talks',
        start: '2025-02-01T17:00+01:00',
        end: '2025-02-01T17:05+01:00',
        duration: 300_000,
        service: false,
      },
      expect.objectContaining({
        title: 'Entities: café – naïve&nbsp;text',
        speakers: ['Dora Muster'],
        start: '2025-02-01T17:10:00+01:00',
        rooms: ['H.2215 (Hall)'],
      }),
      expect.objectContaining({
        id: '13',
        start: '2025-02-02T01:30+01:00',
        day: '2025-02-01',
        duration: 3_600_000,
      }),
    ]);
  });

  it('is picked from as other exports are', () => {
    expect(brief(pick(source, { type: 'lightning talks', day: 'sat' }))).toEqual([
      'Ann Example, Bob Sample & Cem Placeholder | Brackets <&> all | 5',
      'Dora Muster | Entities: café – naïve&nbsp;text | 10',
    ]);
  });

  const schedule = (inside: string): string => `<schedule>${inside}</schedule>`;

  it.each([
    ['<schedule><day>', 'this XML breaks off here: was the download or the copy cut short?', 1],
    ['<schedule>\n<day></room>', 'this is not XML from here on', 2],
    [schedule('<day a=1/>'), 'this is not XML from here on', 1],
    ['<?xml version="1.0"?>\n<!DOCTYPE a [<!ENTITY b "bb">]>\n<schedule/>', 'document type', 2],
    [schedule('<a>'.repeat(80)), 'nested more than 64 levels deep', 1],
  ])('%s is told with its place', (text, message, line) => {
    const problem = problemOf(() => read(text));
    expect(problem.message).toContain(message);
    expect(problem.place.line).toBe(line);
  });

  it.each([
    ['<?xml version="1.0"?><rss><channel/></rss>', 'XML that begins with <rss>'],
    ['<?xml version="1.0"?><iCalendar xmlns="x"/>', 'a calendar as XML'],
    ['<?xml version="1.0"?><html/>', 'this is a web page'],
    [schedule(''), 'there is no event in this export'],
  ])('%s is no schedule', (text, message) => {
    expect(problemOf(() => read(text)).message).toContain(message);
  });

  it('counts control characters that XML does not allow, and goes on', () => {
    const event = '<event><title>a\u0007b</title><persons><person>Ann</person></persons></event>';
    const found = exported('x', bytes(schedule(`<day><room name="r">${event}</room></day>`)));
    expect(found.events).toMatchObject([{ title: 'ab' }]);
    expect(found.remarks[0]?.message).toContain('control characters left out');
  });
});

describe('pretalx', () => {
  it('its widget: codes and numbers become names; what has no code is a break', () => {
    const source = exported('pretalx-widget.json');
    expect(source.events).toMatchObject([
      { title: 'Foo', speakers: ['Ann Example', 'Bob Sample'], track: 'Lightning talks' },
      { title: 'Bar', speakers: ['Bob Sample'], end: '2025-01-01T10:20+01:00' },
      { title: 'Lunch', service: true, rooms: ['Hall'] },
    ]);
    expect(brief(pick(source, {}))).toEqual([
      'Ann Example & Bob Sample | Foo | 5',
      'Bob Sample | Bar | 10',
    ]);
  });

  it('its REST interface, talks: what is withdrawn is left out, a page of several is told', () => {
    const source = exported('pretalx-rest.json');
    expect(source.events).toMatchObject([
      {
        title: 'Foo',
        type: 'Lightning talk',
        track: 'Community',
        rooms: ['Hall'],
        duration: 300_000,
      },
      { title: 'Bar', speakers: [], rooms: ['Hall'], duration: 600_000 },
      { title: 'Not yet placed', type: 'Talk', rooms: [], duration: 1_800_000 },
    ]);
    expect(source.events[1]).not.toHaveProperty('type');
    expect(source.remarks.map(({ message }) => message)).toEqual([
      'this is one page, 4 of 120 results: ask for all of them',
      'withdrawn, rejected or cancelled proposals: 1, left out',
      'speakers are given as codes, not names: ask pretalx with expand=speakers',
      'events without a time: 1 (not scheduled yet?)',
    ]);
  });

  it('its REST interface, slots: one without a proposal is a break', () => {
    expect(exported('pretalx-slots.json').events).toMatchObject([
      { title: 'Foo', speakers: ['Ann Example'], type: 'Lightning', service: false },
      { title: 'Lunch', service: true, rooms: ['Hall'] },
    ]);
  });

  it('a list of talks without pages', () => {
    const talk = {
      code: 'A',
      title: 'Foo',
      speakers: [{ name: 'Ann Example' }],
      state: 'confirmed',
    };
    expect(exported('x', bytes(JSON.stringify([talk]))).events).toMatchObject([{ title: 'Foo' }]);
  });

  it('is not what our own lineups are taken for', () => {
    expect(read('{"talks":[{"speaker":"Ann Example","title":"Foo"}]}').talks).toHaveLength(1);
    expect(read('[{"speaker":"Ann Example","title":"Foo"}]').talks).toHaveLength(1);
  });
});

describe('other shapes', () => {
  it('Sessionize (Sessions): groups of whole sessions', () => {
    const source = exported('sessionize-sessions.json');
    expect(source.events).toMatchObject([
      { title: 'Foo', speakers: ['Ann Example'], rooms: ['Hall'], type: 'Lightning talk' },
      { title: 'Lunch', service: true },
    ]);
  });

  it('schedule.json, version 2, that names its days', () => {
    expect(exported('schedule2-days.json')).toMatchObject({
      format: 'schedule.json, version 2',
      events: [{ title: 'Foo', speakers: ['Ann Example'] }],
    });
  });
});

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
      expect.stringContaining('the speakers are a guess'),
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
