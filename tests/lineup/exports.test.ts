import { describe, expect, it } from 'vitest';
import { pick } from '../../host/lineup/pick.ts';
import { readLineup } from '../../host/lineup/read-lineup.ts';
import { writeCsv } from '../../host/lineup/write.ts';
import { brief, eventOf, exported, fixture, problemOf, read, remarksOf } from './helpers.ts';

const refusal = (action: () => unknown): string => problemOf(action).describe();

describe('frab / pretalx JSON', () => {
  const source = exported('pretalx.json');

  it('prefers date and end to start and duration', () => {
    // Its "duration" says 1:05, its times say 0:05.
    expect(eventOf(source, 'Written first, given first')).toEqual({
      id: 'aaaaaaaa-0000-4000-8000-000000000003',
      title: 'Written first, given first',
      speakers: ['Lukas', 'Seth', 'Pablo'],
      rooms: ['Small Hall'],
      day: '2025-07-16',
      type: 'Lightning talk',
      start: '2025-07-16T17:30:00+02:00',
      end: '2025-07-16T17:35:00+02:00',
      duration: 300_000,
      service: false,
    });
  });

  it('takes translated names, keeps 007 a title, and reads "00:10" as ten minutes', () => {
    expect(eventOf(source, '007')).toMatchObject({ type: 'Lightning talk', track: 'Community' });
    expect(eventOf(source, 'After midnight')).toMatchObject({
      duration: 600_000,
      end: '2025-07-18T00:40+02:00',
    });
  });

  it('counts the small hours to the day before', () => {
    expect(eventOf(source, 'After midnight')?.day).toBe('2025-07-17');
    const old = exported('frab-old.json');
    expect(eventOf(old, 'After midnight')).toMatchObject({
      day: '2012-12-27',
      start: '2012-12-28T00:10',
    });
  });

  it('falls back to what old exports have', () => {
    const old = exported('frab-old.json');
    expect(eventOf(old, 'Before midnight')).toEqual({
      id: '5001',
      title: 'Before midnight',
      speakers: ['Mason'],
      rooms: ['Saal 1'],
      day: '2012-12-27',
      type: 'lightning',
      start: '2012-12-27T23:50',
      end: '2012-12-27T23:55',
      duration: 300_000,
      service: false,
    });
    expect(old.remarks).toEqual([{ message: 'events without a time: 1 (not scheduled yet?)' }]);
    expect(brief(pick(old, {}))).toEqual([
      'Mason | Before midnight | 5',
      'Sophia | After midnight | 5',
      'TBA | Never scheduled',
    ]);
  });

  it('picks by room, day and type, in the order of the times', () => {
    const lineup = pick(source, { room: 'small', day: '1', type: 'lightning TALK' });
    expect(brief(lineup)).toEqual([
      'Lukas, Seth & Pablo | Written first, given first | 5',
      'Samir & Chuk | 007 | 5',
    ]);
    expect(lineup).toMatchObject({
      name: 'PyFest 2025',
      start: '2025-07-16T17:30:00+02:00',
      end: '2025-07-16T17:40:00+02:00',
    });
  });

  it('gives the times and the name of a slot that holds no single talks', () => {
    const lineup = pick(source, { slot: 'lightning talks', day: '2025-07-16' });
    expect(writeCsv(lineup)).toBe(
      '# name: Lightning Talks\n# start: 2025-07-16T17:30:00+02:00\n# end: 2025-07-16T18:30:00+02:00\nspeaker,title,duration\n',
    );
    expect(remarksOf(lineup)).toEqual([expect.stringContaining('has no separate talks')]);
    expect(read(`${writeCsv(lineup)}Chuk,Culture shock\n`)).toMatchObject({
      name: 'Lightning Talks',
    });
  });

  it('asks which slot, room or day is meant', () => {
    expect(refusal(() => pick(source, { slot: 'Lightning Talks' }))).toContain(
      '2 slots are called "Lightning Talks": add --day or --room (2025-07-16 17:30 in Forum Hall; 2025-07-17 17:30',
    );
    expect(refusal(() => pick(source, { room: 'Cellar' }))).toBe(
      'pretalx.json: no room "Cellar" here; there is: "Forum Hall", "Small Hall"',
    );
    expect(refusal(() => pick(source, { day: '3' }))).toContain(
      'there is: 1 (Wednesday 2025-07-16), 2 (Thursday 2025-07-17)',
    );
    expect(refusal(() => pick(source, { slot: 'Dinner' }))).toContain('no slot "Dinner" here');
    expect(refusal(() => readLineup('x', fixture('pretalx.json')))).toContain(
      'pick one session with --slot',
    );
  });
});

describe('schedule.json, version 2', () => {
  const source = exported('schedule2.json');

  it('takes those who speak, and rooms in either form', () => {
    expect(eventOf(source, 'Second')).toMatchObject({
      speakers: ['Indra'],
      rooms: ['Saal GLITCH'],
      track: 'Art',
    });
    expect(eventOf(source, 'Lightning Talks Day 2')).toMatchObject({ speakers: ['Somebody'] });
  });

  it('finds the talks in a slot by time and room, across offsets', () => {
    expect(brief(pick(source, { slot: 'lightning' }))).toEqual([
      'Shavai | First | 5',
      'Indra | Second | 5',
    ]);
  });
});

describe('Sessionize', () => {
  it('All: ids become names; no end means no length; breaks are no talks', () => {
    const source = exported('sessionize-all.json');
    expect(eventOf(source, 'Robyn')).toMatchObject({
      speakers: ['Shavai'],
      type: 'Lightning talk',
      rooms: ['Main stage'],
    });
    expect(eventOf(source, 'Elegant code in three steps')).toMatchObject({
      track: 'Craft',
      duration: 300_000,
    });
    expect(eventOf(source, 'Not scheduled yet')).toEqual({
      id: '900004',
      title: 'Not scheduled yet',
      speakers: ['Chris'],
      rooms: [],
      type: 'Session',
      service: false,
    });
    expect(brief(pick(source, { room: 'Main stage' }))).toEqual([
      'Shavai | Robyn | 5',
      'Chris | Elegant code in three steps | 5',
    ]);
  });

  it('GridSmart: a plenum session is one event in several rooms', () => {
    const source = exported('sessionize-grid.json');
    expect(source.events.filter((event) => event.title === 'Opening')).toMatchObject([
      { rooms: ['Main stage', 'Cellar'] },
    ]);
    expect(brief(pick(source, { room: 'Cellar' }))).toEqual(['Chris | Opening | 15']);
    expect(brief(pick(source, { type: 'lightning' }))).toEqual([
      'Indra | Pandas to production | 5',
    ]);
  });
});

describe('Indico', () => {
  it('finds a lightning lineup inside a session block', () => {
    const lineup = pick(exported('indico.json'), { slot: 'lightning' });
    expect(brief(lineup)).toEqual([
      'Sophia | HoloViz | 5',
      'Mason Example | What is synthetic data? | 5',
    ]);
    expect(lineup).toMatchObject({
      name: 'Lightning talks',
      start: '2025-07-16T17:30:00',
      end: '2025-07-16T18:00:00',
    });
  });
});

describe('iCalendar', () => {
  const source = exported('pretalx.ics');

  it('reads folded, escaped and zoned values, and nothing of alarms or what is called off', () => {
    expect(source.events).toMatchObject([
      {
        title: 'Memray, a memory profiler - well, almost',
        speakers: ['Pablo'],
        start: '2025-07-16T17:30+02:00',
        duration: 300_000,
        rooms: ['Forum Hall'],
      },
      {
        title: 'A title so long that it is folded in the middle of a word',
        speakers: ['Indra', 'Seth'],
        end: '2025-07-16T15:40Z',
      },
      { title: 'Lunch', start: '2025-07-16T12:00', duration: 3_600_000 },
      { title: 'Sprints' },
    ]);
  });

  it('says that speakers are a guess, and which zone it does not know', () => {
    expect(source.remarks.map((remark) => remark.message)).toEqual([
      'cancelled events: 1, left out',
      'the speakers are guessed: what follows the last " - " of 2 titles',
      'unknown time zone Hall Time: times are used as written',
      'events without a time: 1 (not scheduled yet?)',
    ]);
  });

  it('says when it was cut short', () => {
    const half = fixture('pretalx.ics').subarray(0, 900);
    expect(exported('half', half).remarks[0]?.message).toContain('breaks off');
  });
});
