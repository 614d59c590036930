import { describe, expect, it } from 'vitest';
import { pick } from '../../host/lineup/pick.ts';
import { readLineup } from '../../host/lineup/read-lineup.ts';
import { brief, bytes, exported, fixture, problemOf, read, remarksOf } from './helpers.ts';

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

  it('Sessionize: whole sessions without groups, and speakers given whole in All', () => {
    const speakers = [{ id: 'x', name: 'Ann Example' }];
    const session = { id: '1', title: 'Foo', startsAt: null, endsAt: null, speakers };
    const flat = exported('x', bytes(JSON.stringify([session])));
    expect(flat).toMatchObject({ format: 'Sessionize (Sessions)', events: [{ title: 'Foo' }] });
    const all = exported(
      'x',
      bytes(JSON.stringify({ sessions: [session], speakers: [], rooms: [] })),
    );
    expect(all.events).toMatchObject([{ speakers: ['Ann Example'] }]);
  });

  it('schedule.json, version 2, whose days have rooms with nothing in them', () => {
    const schedule = {
      conference: { days: [{ date: '2025-01-01', rooms: { Hall: [] } }] },
      events: [{ title: 'Foo', persons: [{ name: 'Ann Example' }] }],
    };
    expect(exported('x', bytes(JSON.stringify({ schedule }))).events).toHaveLength(1);
  });

  it('breaks and blocks that are left out are told', () => {
    expect(remarksOf(readLineup('x', fixture('sessionize-sessions.json')))).toEqual([
      '1 break or block left out, which is not a talk: "Lunch"',
    ]);
  });

  it('schedule.json, version 2, that names its days', () => {
    expect(exported('schedule2-days.json')).toMatchObject({
      format: 'schedule.json, version 2',
      events: [{ title: 'Foo', speakers: ['Ann Example'] }],
    });
  });
});
