/** Tables that are exports of conference tools: the talks of one session are picked from them. */
import { describe, expect, it } from 'vitest';
import type { Lineup } from '../../host/lineup/lineup.ts';
import type { Wanted } from '../../host/lineup/pick.ts';
import { readLineup } from '../../host/lineup/read-lineup.ts';
import { brief, bytes, problemOf, read, remarksOf } from './helpers.ts';

const PRETALX = `ID,Proposal title,Session type,Track,State,Speaker names,Duration,Start,End,Room,Notes
A,Foo,Lightning Talk,Community,confirmed,"Ann Example
Bob Sample",5,2025-07-16T17:30:00+02:00,2025-07-16T17:35:00+02:00,Main Hall,slides
B,Bar,Talk,Data,confirmed,Cem Placeholder,30,2025-07-16T10:00:00+02:00,2025-07-16T10:30:00+02:00,Main Hall,
C,Baz,Lightning Talk,Data,confirmed,Dora Muster,,2025-07-16T17:36:00+02:00,2025-07-16T17:43:00+02:00,Main Hall,
D,Lunch,Break,,confirmed,,60,2025-07-16T12:00:00+02:00,2025-07-16T13:00:00+02:00,Main Hall,
E,Qux,Talk,Data,confirmed,Erik Voorbeeld,30,2025-07-17T10:00:00+02:00,2025-07-17T10:30:00+02:00,Cellar,
F,Gone,Lightning Talk,Data,withdrawn,Fay Gone,5,,,,
`;

const from = (text: string, wanted: Wanted): Lineup => readLineup('lineup', bytes(text), wanted);

describe('a table with rooms and times', () => {
  it('is taken whole in its own order, and says that sessions can be picked', () => {
    const lineup = read(PRETALX);
    expect(brief(lineup)).toEqual([
      'Ann Example & Bob Sample | Foo | 5',
      'Cem Placeholder | Bar | 30',
      'Dora Muster | Baz | 7',
      'Erik Voorbeeld | Qux | 30',
    ]);
    expect(remarksOf(lineup)).toEqual([
      '1: columns that are not used: "ID"',
      '1 row without a speaker and 1 withdrawn row were left out, 2 in all (lines 6 and 8)',
      'these talks are in 2 rooms and on 2 days: --room, --day or --type picks some of them',
    ]);
    expect(lineup.start).toBeUndefined();
  });

  it('gives the talks of a session in the order of their times, with their notes', () => {
    const lineup = from(PRETALX, { type: 'lightning', day: 'wed', room: 'main' });
    expect(brief(lineup)).toEqual(['Ann Example & Bob Sample | Foo | 5', 'Dora Muster | Baz | 7']);
    expect(lineup).toMatchObject({
      start: '2025-07-16T17:30:00+02:00',
      end: '2025-07-16T17:43:00+02:00',
      talks: [{ notes: 'slides', line: 2 }, {}],
    });
    expect(brief(from(PRETALX, { day: '1' }))[0]).toBe('Cem Placeholder | Bar | 30');
  });

  it('says what there is where nothing fits', () => {
    expect(problemOf(() => from(PRETALX, { day: '5' })).message).toContain('no day "5" here');
    expect(problemOf(() => from(PRETALX, { room: 'attic' })).message).toContain(
      'there is: "Main Hall", "Cellar"',
    );
  });

  it('of one session has its times', () => {
    const sched = `event_key,active,name,event_start,event_end,event_type,venue,speakers
1,Y,Foo,2025-01-01 10:10,2025-01-01 10:15,Lightning,Hall,Ann Example
2,Y,Bar,2025-01-01 10:00,2025-01-01 10:04,Lightning,Hall,Bob Sample
`;
    expect(read(sched)).toMatchObject({
      start: '2025-01-01T10:00',
      end: '2025-01-01T10:15',
      talks: [
        { title: 'Foo', duration: 300_000 },
        { title: 'Bar', duration: 240_000 },
      ],
    });
  });

  it('takes clock times beside a date', () => {
    const text = 'Date,Start,Speaker,Title\n2025-07-16,17:30,Ann Example,Foo\n';
    expect(read(text).start).toBe('2025-07-16T17:30');
  });
});

describe('a sign-up sheet', () => {
  it('is no schedule for asking where people live and when they signed up', () => {
    const lineup = read('Date,Location,Speaker,Title\n2025-07-16,Prague,Ann Example,Foo\n');
    expect(remarksOf(lineup)).toEqual(['1: columns that are not used: "Date", "Location"']);
    expect(remarksOf(from('speaker,title\nAnn Example,Foo\n', { day: '1' }))).toEqual([
      'this is a list of talks, no export: it is taken whole',
    ]);
  });

  it('with kinds of talks is picked by kind, and misses no speaker silently', () => {
    const text = 'Speaker,Title,Type\nAnn Example,Foo,Lightning\nBob Sample,Bar,Poster\n';
    expect(brief(from(text, { type: 'poster' }))).toEqual(['Bob Sample | Bar']);
    expect(problemOf(() => read(`${text},Baz,Poster\n`)).message).toContain('no speaker for "Baz"');
  });
});
