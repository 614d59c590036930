/** Which room comes first, how far behind it is, and what is worth an alarm. */
import { describe, expect, it } from 'vitest';
import {
  Alarms,
  behindNow,
  behindText,
  byUrgency,
  looksText,
  waitOf,
  waitText,
  wasText,
  wrongNow,
  type Standing,
  type Wait,
} from '../../protocol/rooms.ts';

const waits = (what: Wait['what'], ms: number): Partial<Standing> => ({
  wait: { what, ms, who: 'Lukas' },
});

const room = (name: string, more: Partial<Standing> = {}): Standing => ({
  ...{ id: name, name, connection: 'live', over: 0, talk: '1' },
  ...more,
});

describe('rooms in order', () => {
  it('has the longest overtime first, then what has gone or waits, then all by name and number', () => {
    const rooms = [
      room('Room 10'),
      room('Stale', { connection: 'stale' }),
      room('Room 9'),
      room('Room 11', { over: 29_999 }),
      room('Late', { over: 30_000 }),
      room('Empty', waits('speaker', 60_000)),
      room('Room 12', waits('resume', 59_999)),
      room('Gone', { connection: 'offline' }),
      room('At home', { connection: 'ended' }),
      room('Later', { over: 90_000 }),
      room('New', { connection: 'waiting' }),
    ];
    expect(rooms.sort(byUrgency).map(({ name }) => name)).toEqual([
      'Later',
      'Late',
      'Gone',
      'Stale',
      'Empty',
      'New',
      'Room 9',
      'Room 10',
      'Room 11',
      'Room 12',
      'At home',
    ]);
  });
});

describe('a wait', () => {
  const times = { over: 135_000, paused: 88_000, late: 300_000 };
  it.each([
    ['standby', true, 'waiting for Lukas, 2:15'],
    ['held', false, 'paused 1:28'],
    ['standby', false, 'should have started 5:00 ago'],
  ] as const)('in %s, begun: %s, is %s', (state, begun, text) => {
    const wait = waitOf({ state, begun, who: 'Lukas' }, times);
    expect(wait && waitText(wait)).toBe(text);
  });
  it('is none while somebody speaks, before the changeover is over, or the start has come', () => {
    const who = '';
    expect(waitOf({ state: 'running', begun: true, who }, times)).toBeUndefined();
    expect(waitOf({ state: 'closed', begun: true, who }, times)).toBeUndefined();
    expect(waitOf({ state: 'standby', begun: true, who }, { ...times, over: -1 })).toBeUndefined();
    const unknown = { ...times, late: -Infinity };
    expect(waitOf({ state: 'standby', begun: false, who }, unknown)).toBeUndefined();
    expect(waitText({ what: 'speaker', ms: 0, who })).toBe('waiting for the next speaker, 0:00');
  });
  it('needs a look from a minute on, as overtime and what has gone do', () => {
    expect(looksText([room('A', waits('start', 59_999)), room('B', { over: 1 })])).toBe('');
    const paused = room('A', waits('resume', 60_000));
    expect(looksText([paused])).toBe('1 needs a look');
    const gone = room('C', { connection: 'offline' });
    expect(looksText([paused, room('B', { over: 30_000 }), gone])).toBe('3 need a look');
  });
});

describe('a room that is gone', () => {
  it('was with whoever was on, until the end as far as it was known', () => {
    expect(wasText('running', 'Samir G', '15:36')).toBe('was: Samir G, until 15:36');
    expect(wasText('held', 'Samir G', '')).toBe('was: Samir G');
    expect(wasText('standby', 'Samir G', '')).toBe('');
    expect(wasText('running', '', '15:36')).toBe('');
    expect(wasText(undefined, '', '')).toBe('');
  });
});

describe('behind', () => {
  const at = { from: 0, to: 0, length: 300_000, passed: 0 };
  it('grows while a talk is over or stands still, and not before', () => {
    const passed = 310_000;
    const talk = { ...at, from: 0, to: passed, passed };
    expect(behindNow(5_000, 'running', talk)).toBe(15_000);
    expect(behindNow(5_000, 'running', { ...at, from: 290_000, to: 299_000 })).toBe(5_000);
    expect(behindNow(5_000, 'running', { ...at, from: 310_000, to: 320_000 })).toBe(15_000);
    expect(behindNow(5_000, 'held', { ...at, passed: 7_000 })).toBe(12_000);
    expect(behindNow(5_000, 'closed', { ...at, passed: 7_000 })).toBe(5_000);
  });
  it.each([
    [0, 'on time'],
    [29_999, 'on time'],
    [125_000, '2:05 behind'],
    [-70_000, '1:10 ahead'],
  ])('of %i ms is told as %s', (behind, text) => {
    expect(behindText(behind)).toBe(text);
  });
});

describe('alarms', () => {
  it('tell once that no room is heard, where it is not the rooms', () => {
    const alarms = new Alarms();
    const three = (connection: Standing['connection']): Standing[] =>
      ['A', 'B', 'C'].map((name) => room(name, { connection }));
    expect(alarms.look(three('live'))).toEqual([]);
    expect(alarms.look(three('stale'))).toEqual(['No room is heard any more']);
    alarms.look(three('live'));
    expect(alarms.look([...three('stale').slice(1), room('A')])).toEqual([
      'B is not heard any more',
      'C is not heard any more',
    ]);
  });

  it('tell each talk that is a minute over once', () => {
    const alarms = new Alarms();
    expect(alarms.look([room('A', { over: 59_999 })])).toEqual([]);
    expect(alarms.look([room('A', { over: 60_000 })])).toEqual(['A: 1:00 over']);
    expect(alarms.look([room('A', { over: 61_000 })])).toEqual([]);
    // What comes back from a silence is no news.
    expect(alarms.look([room('A', { connection: 'stale' })])).toEqual(['A is not heard any more']);
    expect(alarms.look([room('A', { over: 80_000 })])).toEqual([]);
    expect(alarms.look([room('A', { over: 70_000, talk: '2' })])).toEqual(['A: 1:10 over']);
  });
  it('tell a long wait, and the next one when it was well in between', () => {
    const alarms = new Alarms();
    const paused = room('A', waits('resume', 60_000));
    expect(alarms.look([paused])).toEqual(['A: paused 1:00']);
    expect(alarms.look([paused])).toEqual([]);
    alarms.look([room('A')]);
    expect(alarms.look([paused])).toEqual(['A: paused 1:00']);
  });
  it('say what is wrong now, whether it was told or not', () => {
    const gone = room('B', { connection: 'offline' });
    const over = room('A', { over: 72_000 });
    expect(wrongNow([gone, over, room('C')])).toEqual(['A: 1:12 over', 'B is offline']);
    expect(wrongNow([gone, { ...gone, connection: 'stale' }])).toEqual([
      'No room is heard any more',
    ]);
    expect(wrongNow([room('C')])).toEqual([]);
  });
  it('tell a room that goes, each time, and none that was never there', () => {
    const alarms = new Alarms();
    expect(alarms.look([room('A'), room('B', { connection: 'offline' })])).toEqual([]);
    expect(alarms.look([room('A', { connection: 'stale' })])).toEqual(['A is not heard any more']);
    expect(alarms.look([room('A', { connection: 'offline' })])).toEqual([]);
    alarms.look([room('A')]);
    expect(alarms.look([room('A', { connection: 'offline' })])).toEqual(['A is offline']);
  });
});
