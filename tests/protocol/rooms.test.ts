/** Which room comes first, how far behind it is, and what is worth an alarm. */
import { describe, expect, it } from 'vitest';
import { Alarms, behindNow, behindText, byUrgency, type Standing } from '../../protocol/rooms.ts';

const room = (name: string, more: Partial<Standing> = {}): Standing => ({
  ...{ id: name, name, connection: 'live', over: 0, talk: '1' },
  ...more,
});

describe('rooms in order', () => {
  it('has the longest overtime first, then what has gone, then all by name and number', () => {
    const rooms = [
      room('Room 10'),
      room('Stale', { connection: 'stale' }),
      room('Room 9'),
      room('Late', { over: 5_000 }),
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
      'New',
      'Room 9',
      'Room 10',
      'At home',
    ]);
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
    expect(alarms.look([room('A', { over: 60_000 })])).toEqual(['A: a minute over']);
    expect(alarms.look([room('A', { over: 61_000 })])).toEqual([]);
    expect(alarms.look([room('A', { over: 60_000, talk: '2' })])).toEqual(['A: a minute over']);
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
