import { describe, expect, it } from 'vitest';
import { ImageBoard } from '../support/image-board.ts';
import { clapTalks } from '../support/programmes.ts';
import { answer } from './listening.ts';

/** In standby of the first of three talks, for `ms` by now. */
function waiting(ms: number): ImageBoard {
  const board = new ImageBoard();
  board.run(100);
  board.load(clapTalks(3));
  board.values('put', { rev: 1, state: 'standby', talk: 0, elapsed: null, granted: 0 });
  board.log();
  board.run(ms);
  return board;
}

const clockOf = (board: ImageBoard): number => board.values('time', {}).clock;

describe('an event that tells its moment', () => {
  it('counts from there, is logged as of there, and shows what holds now', () => {
    const board = waiting(70_000);
    const clock = clockOf(board) - 50_000;
    expect(board.outcome('start', { rev: 2, clock })).toBe('ok');
    const { clock: now, elapsed } = board.values('stage', {});
    expect(elapsed).toBe(now - clock);
    expect(board.log().filter(({ kind }) => kind === 'start')).toMatchObject([{ clock }]);
    expect(board.outcome('hold', { rev: 3, clock: clock + 40_000 })).toBe('ok');
    expect(board.values('stage', {})).toMatchObject({ state: 'held', elapsed: 40_000 });
    expect(board.outcome('finish', { rev: 4, clock: clock + 45_000 })).toBe('ok');
    const after = board.values('stage', {});
    expect(after).toMatchObject({ state: 'standby', talk: 1 });
    expect(after.elapsed).toBe(after.clock - clock - 45_000);
    expect(board.outcome('undo', { rev: 5 })).toBe('ok');
    expect(board.values('stage', {})).toMatchObject({ state: 'held', talk: 0, elapsed: 40_000 });
  });

  it('is refused where that is to come, over a minute ago, or before the last event', () => {
    const board = waiting(70_000);
    const now = clockOf(board);
    for (const clock of [now + 1000, now - 60_001, now - 65_000, 4_294_967_295, 99_999_999_999])
      expect(board.outcome('start', { rev: 2, clock })).toBe('moment');
    expect(board.values('stage', {})).toMatchObject({ rev: 2, state: 'standby', elapsed: null });
    expect(board.outcome('start', { rev: 2, clock: now - 1000 })).toBe('ok');
    expect(board.outcome('hold', { rev: 3, clock: now - 1001 })).toBe('moment');
    expect(board.outcome('hold', { rev: 3, clock: null })).toBe('ok');
  });

  it('does not open the guard', () => {
    const board = waiting(70_000);
    expect(board.outcome('start', { rev: 2, clock: clockOf(board) - 30_000 })).toBe('ok');
    expect(board.outcome('go', { rev: 3 })).toBe('guard');
  });

  it('is known again by its line: a retry is late by nothing', () => {
    const board = waiting(1_000);
    const clock = clockOf(board);
    const line = `700 start 2 ${String(clock)}`;
    board.run(800);
    expect(answer(board, line)).toBe('ok 700 3');
    board.run(2_000);
    expect(answer(board, line)).toBe('ok 700 3');
    const { clock: now, elapsed } = board.values('stage', {});
    expect(elapsed).toBe(now - clock);
  });

  it('makes a start sure that follows a reset', () => {
    const board = waiting(1_000);
    board.uno.reset('external');
    board.run(3_000);
    expect(board.values('stage', {}).truth).toBe('~');
    expect(board.outcome('start', { rev: 2, clock: clockOf(board) - 500 })).toBe('ok');
    expect(board.values('stage', {}).truth).toBe('=');
  });

  it('of a pause a few ms ago lets what overtime announces go on after it', () => {
    const board = waiting(1_000);
    board.values('put', { rev: 2, state: 'running', talk: 0, elapsed: 329_000, granted: 0 });
    board.run(2_000);
    expect(board.outcome('hold', { rev: 3, clock: clockOf(board) - 8 })).toBe('ok');
    board.run(1_000);
    expect(board.outcome('start', { rev: 4, clock: null })).toBe('ok');
    const from = board.edges.length;
    board.run(1_500);
    expect(new Set(board.edges.slice(from).map(({ lamps }) => lamps))).toContain(0);
  });
});
