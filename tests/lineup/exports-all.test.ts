import { readdirSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { between, frabDuration, onDay } from '../../host/lineup/exports/times.ts';
import { zoned, zoneFinder } from '../../host/lineup/exports/zones.ts';
import { overview } from '../../host/lineup/overview.ts';
import { readLineup } from '../../host/lineup/read-lineup.ts';
import { bytes, exported, fixture, FIXTURES, problemOf, read } from './helpers.ts';

describe('every export', () => {
  const names = readdirSync(FIXTURES);

  it.each(names)('%s: keeps no address, answer or biography', (name) => {
    const source = exported(name);
    const kept = JSON.stringify(source) + overview(source).join('\n');
    expect(kept).not.toMatch(/secret|@/i);
    expect(Buffer.from(fixture(name)).toString()).toMatch(
      name === 'frab-old.json' || name === 'sessionize-grid.json' ? /./ : /secret/i,
    );
  });

  it('prints what there is', () => {
    expect(overview(exported('pretalx.json'))).toEqual([
      'PyFest 2025 (frab / pretalx JSON): 5 events, 2 days, 2 rooms',
      '',
      '  2025-07-16  17:30–18:30     1 event  Forum Hall (Slot)',
      '  2025-07-16  17:30–17:40    2 events  Small Hall (Lightning talk)',
      '  2025-07-17  17:30–00:40    2 events  Forum Hall (Lightning talk, Slot)',
      '',
      'Slots that look like lightning talks:',
      '  2025-07-16  17:30–18:30  Forum Hall: Lightning Talks',
      '  2025-07-17  17:30–18:30  Forum Hall: Lightning Talks',
      '',
      'Types that look like lightning talks (--type):',
      '  3 events: Lightning talk',
      '',
      'Pick one session: --slot "…", or --room, --day and --type together.',
    ]);
  });

  it('of one room on one day may be taken whole', () => {
    expect(readLineup('x', fixture('frab-old.json')).talks).toHaveLength(3);
  });

  it('has control characters taken out of titles, and says so', () => {
    const json =
      '{"schedule":{"events":[{"title":"A\\u001b[2Jb","room":"x\\u0007","participants":[{"name":"C\\u202ed"}]}]}}';
    const source = exported('x', bytes(json));
    expect(source.events[0]).toMatchObject({ title: 'A[2Jb', rooms: ['x'], speakers: ['Cd'] });
    expect(source.remarks[0]?.message).toBe('control characters left out of titles: 1');
  });

  it('without an event is refused', () => {
    expect(problemOf(() => read('BEGIN:VCALENDAR\nEND:VCALENDAR')).message).toContain(
      'no event in this export',
    );
  });
});

describe('times of exports', () => {
  it.each([
    ['Europe/Prague', '2025-07-16T17:30', '+02:00'],
    ['Europe/Prague', '2025-03-30T01:59', '+01:00'],
    ['Europe/Prague', '2025-03-30T03:00', '+02:00'],
    ['Europe/Prague', '2025-10-26T03:00', '+01:00'],
    ['Asia/Kolkata', '2025-01-01T00:00', '+05:30'],
    ['America/St_Johns', '2025-01-01T00:00', '-03:30'],
    ['UTC', '2025-01-01T00:00', '+00:00'],
  ])('%s at %s is %s', (name, iso, offset) => {
    const zone = zoneFinder()(name);
    expect(zone && zoned(iso, zone)).toBe(iso + offset);
  });

  it('are read strictly', () => {
    expect([
      frabDuration('00:05'),
      frabDuration('1:00:00'),
      frabDuration('5'),
      frabDuration('00:00'),
      frabDuration(5),
    ]).toEqual([300_000, 86_400_000, undefined, undefined, undefined]);
    expect(onDay('2025-12-31', '01:00')).toBe('2026-01-01T01:00');
    expect(onDay('2025-12-31', '25:00')).toBeUndefined();
    expect(between('2025-07-16T17:30', '2025-07-16T17:35+02:00')).toBe(300_000);
    expect(between('2025-07-16T17:30', '2025-07-16T17:30')).toBeUndefined();
  });
});
