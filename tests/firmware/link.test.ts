import { describe, expect, it } from 'vitest';
import { CYCLES_PER_MS } from '../../host/emulator/uno.ts';
import { claplightVersion } from '../../protocol/tools/version.ts';
import { LIMITS, PROGRAMME_LONGEST } from '../../protocol/programme.ts';
import {
  DATA_LIMIT,
  FEATURES,
  LINE_LIMIT,
  PROTOCOL_VERSION,
  SETTING_NAMES,
  SETTINGS,
} from '../../protocol/wire.ts';
import { clapTalks } from '../support/programmes.ts';
import { answer, listening } from './listening.ts';

describe('a retry', () => {
  it('of an event gets the first answer, and acts not', () => {
    const board = listening();
    board.load(clapTalks(3));
    expect(answer(board, '700 start 1')).toBe('ok 700 2');
    expect(answer(board, '701 skip 2')).toBe('error 701 refused 2');
    expect(answer(board, '702 grant 2 30')).toBe('ok 702 3');
    expect(answer(board, '702 grant 2 30')).toBe('ok 702 3');
    expect(answer(board, '700 start 1')).toBe('ok 700 2');
    expect(answer(board, '701 skip 2')).toBe('error 701 refused 2');
    expect(answer(board, '700 finish 1')).toBe('error 700 stale 3');
    expect(board.values('stage', {})).toMatchObject({ rev: 3, granted: 30 });
  });

  it('is known among the last four', () => {
    const board = listening();
    board.load(clapTalks(3));
    for (let i = 0; i < 4; i++)
      answer(board, `${String(800 + i)} ${i % 2 ? 'finish' : 'start'} ${String(1 + i)}`);
    expect(answer(board, '800 start 1')).toBe('ok 800 2');
    answer(board, '804 start 5');
    expect(answer(board, '800 start 1')).toMatch(/^error 800 stale/);
  });
});

describe('the log', () => {
  it('holds the last 32 entries, and says which are forgotten', () => {
    const board = listening();
    board.load(clapTalks(3));
    for (let i = 0; i < 20; i++)
      answer(board, `${String(900 + i)} ${i % 2 ? 'back' : 'start'} ${String(1 + i)}`);
    const newest = Number(answer(board, '30 log 65535').split(' ')[2]) + 31;
    expect(answer(board, `31 log ${String(newest)}`)).toBe(`ok 31 ${String(newest)} end 0 0 0 0`);
    expect(answer(board, '32 log 1')).toBe(`ok 32 ${String(newest - 31)} gap 0 0 0 0`);
    const oldest = answer(board, `33 log ${String(newest - 32)}`);
    expect(oldest).toMatch(new RegExp(`^ok 33 ${String(newest - 31)} `));
  });

  it('tells what go did, and how much was granted', () => {
    const board = listening();
    board.load(clapTalks(3));
    board.run(2500);
    answer(board, '40 go 1');
    answer(board, '41 grant 2 -90');
    board.run(2500);
    answer(board, '42 go 3');
    const kinds = board.log().map(({ kind, value }) => `${kind} ${String(value)}`);
    expect(kinds.slice(-5)).toEqual(['start 0', 'cue 0', 'grant -90', 'finish 0', 'cue 0']);
  });
});

describe('a commit', () => {
  it('puts in force what it names, and nothing else', () => {
    const board = listening();
    board.load(clapTalks(3));
    const programme = board.begin(clapTalks(2));
    expect(board.outcome('commit', { rev: 1, talk: 0, programme: '1234' })).toBe('no-load');
    expect(board.values('stage', {}).rev).toBe(1);
    expect(board.outcome('commit', { rev: 1, talk: 0, programme })).toBe('ok');
    expect(board.values('boot', {}).programme).toBe(programme);
  });
});

describe('a greeting', () => {
  it('gives every limit that a programme or a line has, and the features', () => {
    const { cuesInScore, ...room } = LIMITS;
    expect(listening().values('hello', {})).toEqual({
      protocol: PROTOCOL_VERSION,
      version: claplightVersion(),
      ...room,
      line: LINE_LIMIT,
      bytes: PROGRAMME_LONGEST,
      part: DATA_LIMIT,
      'score-cues': cuesInScore,
      features: FEATURES.moments.bit + FEATURES.watchdog.bit,
    });
  });
});

describe('a beat', () => {
  it('tells the newest entry of the log, once there is one that nobody has read', () => {
    const board = listening();
    board.values('hello', {});
    board.load(clapTalks(3));
    board.values('start', { rev: 1 });
    board.run(2_100);
    const beat = board.pushes.findLast(({ name }) => name === 'beat');
    const newest = board.log().at(-1)?.number;
    expect(beat?.values).toMatchObject({ rev: 2, newest });
  });
});

describe('settings', () => {
  it('are there after the power was lost, and begin as the definitions say', () => {
    const board = listening();
    for (const name of SETTING_NAMES)
      expect(board.values('get', { name }).value).toBe(SETTINGS[name].start);
    for (const [name, value] of [
      ['pin-red', 11],
      ['trim', -2021],
      ['boot-delay', 1325],
      ['lamps', 15],
    ] as const)
      expect(board.values('set', { name, value }).value).toBe(value);
    board.uno.reset('power');
    board.run(1500);
    const names = ['pin-red', 'trim', 'boot-delay', 'lamps'] as const;
    const values = names.map((name) => board.values('get', { name }).value);
    expect(values).toEqual([11, -2021, 1325, 15]);
  });

  it.each([-20_000, -2021, 0, 17, 20_000])('trim the clock by %i ppm', (trim) => {
    const board = listening();
    board.values('set', { name: 'trim', value: trim });
    const read = (): number => {
      const { clock, us } = board.values('time', {});
      return clock + us / 1000 - board.repliedAt / CYCLES_PER_MS;
    };
    const before = read();
    board.run(100_000);
    expect((read() - before) / 100_000).toBeCloseTo(trim / 1e6, 4);
  });
});
