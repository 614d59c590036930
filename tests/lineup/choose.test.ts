import { describe, expect, it } from 'vitest';
import { dayCalled, hasWords } from '../../host/lineup/choose.ts';
import { overview } from '../../host/lineup/overview.ts';
import { pick } from '../../host/lineup/pick.ts';
import { brief, bytes, exported, problemOf, remarksOf } from './helpers.ts';

const DAYS = ['2025-09-21', '2025-09-22', '2025-09-29'];

describe('a day', () => {
  it.each([
    ['1', '2025-09-21'],
    ['day 2', '2025-09-22'],
    ['2025-09-29', '2025-09-29'],
    ['sunday', '2025-09-21'],
    ['Sun', '2025-09-21'],
  ])('is called %s', (wanted, day) => {
    expect(dayCalled(DAYS, wanted)).toEqual({ day });
  });

  it.each([
    '9',
    '20',
    '0',
    '2025',
    '09',
    '-1',
    '01-01',
    'day',
    'tue',
    'su',
    '',
    '1e0',
    '2025-09-2',
  ])('is not called %s', (wanted) => {
    expect(dayCalled(DAYS, wanted)).toBe(
      `no day ${JSON.stringify(wanted)} here; there is: 1 (Sunday 2025-09-21), 2 (Monday 2025-09-22), 3 (Monday 2025-09-29)`,
    );
  });

  it('that comes twice in the week is asked for by its date', () => {
    expect(dayCalled(DAYS, 'Mon')).toBe(
      '2 days are a Monday: name the date (2025-09-22, 2025-09-29)',
    );
  });
});

describe('a name', () => {
  it.each([
    ['room 1', '1', true],
    ['room 10', '1', false],
    ['room 10', '10', true],
    ['small hall', 'hall', true],
    ['lightning talks', 'light', true],
    ['enlightning talks', 'lightning', false],
    ['大ホール', 'ホール', true],
    ['hall (small)', '(small', true],
    ['aaa', 'aa', true],
    ['x', '', false],
  ])('%s: %s is in it: %s', (name, sought, found) => {
    expect(hasWords(name, sought)).toBe(found);
  });
});

/** Events of one day, in the shape of schedule2. */
const conference = (events: readonly object[]): Uint8Array =>
  bytes(
    JSON.stringify({
      schedule: {
        events: events.map((event, i) => ({
          guid: String(i),
          start: `2025-09-21T10:${String(10 + i)}:00Z`,
          end: `2025-09-21T10:${String(11 + i)}:00Z`,
          persons: [{ name: 'Ann Example' }],
          ...event,
        })),
      },
    }),
  );

describe('picking', () => {
  it('by day never takes what merely contains it', () => {
    const source = exported(
      'x',
      conference([
        { title: 'a', start: '2025-09-21T10:00:00Z', end: '2025-09-21T10:05:00Z' },
        { title: 'b', start: '2025-09-22T10:00:00Z', end: '2025-09-22T10:05:00Z' },
      ]),
    );
    expect(brief(pick(source, { day: '2' }))).toEqual(['Ann Example | b | 5']);
    expect(() => pick(source, { day: '9' })).toThrow(/no day "9" here/);
  });

  it('takes the room that is called so before those that have the word', () => {
    const rooms = conference(
      ['Hall', 'Hall B', 'Hall C'].map((room) => ({ title: `in ${room}`, room })),
    );
    expect(brief(pick(exported('x', rooms), { room: 'hall' }))).toEqual([
      'Ann Example | in Hall | 1',
    ]);
  });

  it('says which rooms, types and tracks a part of a name fits', () => {
    const source = exported(
      'x',
      conference([
        { title: 'a', room: 'Hall A', type: 'Lightning talk' },
        { title: 'b', room: 'Hall B', track: 'Lightning track' },
        { title: 'c', room: 'Hall C', type: 'Talk' },
      ]),
    );
    const lineup = pick(source, { room: 'hall', type: 'lightning' });
    expect(lineup.talks).toHaveLength(2);
    expect(remarksOf(lineup)).toEqual([
      '--room "hall" matches several: "Hall A", "Hall B", "Hall C"',
      '--type "lightning" matches several: "Lightning talk", "Lightning track"',
    ]);
    expect(problemOf(() => pick(source, { type: 'poster' })).message).toBe(
      'no type "poster" here; there is: "Lightning talk", "Lightning track", "Talk"',
    );
  });

  it('keeps what it said of the room when a slot is picked', () => {
    const source = exported(
      'x',
      conference([
        { title: 'Lightning Talks', room: 'Hall A' },
        { title: 'Dinner', room: 'Hall B' },
      ]),
    );
    expect(remarksOf(pick(source, { room: 'hall', slot: 'lightning' }))).toEqual([
      '--room "hall" matches several: "Hall A", "Hall B"',
      'the slot "Lightning Talks" has no separate talks in it: add them by hand, one per line',
    ]);
  });
});

describe('what looks like lightning talks', () => {
  const listed = (events: readonly object[]): string[] => {
    const lines = overview(exported('x', conference(events)));
    return lines.slice(lines.findIndex((line) => line.includes('look like lightning')));
  };

  it('are types and tracks of that name', () => {
    expect(
      listed([
        { title: 'a', type: 'Lightning Talk (5 min)' },
        { title: 'b', track: 'Lightnings' },
        { title: 'c', type: 'Lightning Talk (5 min)' },
        { title: 'd', type: 'Kurzvortrag' },
        { title: 'e', type: 'Talk' },
      ]),
    ).toEqual([
      'Types that look like lightning talks (--type):',
      '  2 events: Lightning Talk (5 min)',
      '  1 event: Lightnings',
      '  1 event: Kurzvortrag',
      '',
      expect.stringContaining('Pick one session'),
    ]);
  });

  it('are not talks about something called so', () => {
    const titles = [
      'PyTorch Lightning in practice',
      'Lightning-fast tables',
      'Enlightning',
      'Blitzen',
    ];
    expect(titles.flatMap((title) => listed([{ title }]))).toEqual(
      titles.map((): unknown => expect.stringContaining('Pick one session')),
    );
  });

  it.each([
    'Lightning Talks',
    'lightning talk session 2',
    'Blitzvorträge',
    'Pecha Kucha',
    'Lightning',
  ])('are slots such as %s', (title) => {
    expect(listed([{ title }])[0]).toBe('Slots that look like lightning talks:');
  });
});
