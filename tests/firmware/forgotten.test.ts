/** What the wire's page says a podium forgets, what `put` reminds it of, and when it winks, on the image. */
import { describe, expect, it } from 'vitest';
import { LAMPS } from '../../protocol/signal.ts';
import { BEAT_PERIOD } from '../../protocol/wire.ts';
import { CYCLES_PER_MS } from '../../host/emulator/uno.ts';
import type { ImageBoard } from '../support/image-board.ts';
import { answer, listening, loaded } from './listening.ts';

describe('what is forgotten', () => {
  const beats = (board: ImageBoard): number =>
    board.pushes.filter(({ name }) => name === 'beat').length;
  const restarted = (board: ImageBoard, how: 'external' | 'power'): void => {
    board.uno.reset(how);
    board.run(3_000);
  };

  it('by a reset: a load, practice, mute, and that there was a greeting; nothing else', () => {
    const board = loaded();
    board.values('hello', {});
    board.run(BEAT_PERIOD + 100);
    expect(answer(board, '700 start 1')).toBe('ok 700 2');
    expect(answer(board, '701 finish 2')).toBe('ok 701 3');
    const entries = board.log().length;
    const { clock } = board.values('stage', {});
    answer(board, '5 load 20 0000');
    answer(board, '6 mute 1');
    answer(board, '7 practise 1 3 10');
    expect(board.lamps).toBe(LAMPS.red);
    restarted(board, 'external');
    expect(board.lamps).toBe(LAMPS.green | LAMPS.amber);
    const heard = beats(board);
    board.run(2 * BEAT_PERIOD);
    expect(beats(board)).toBe(heard);
    expect(answer(board, '8 data 0 00')).toBe('error 8 no-load');
    expect(answer(board, '701 finish 2')).toBe('ok 701 3');
    expect(board.log().length).toBeGreaterThan(entries);
    expect(board.values('stage', {})).toMatchObject({ rev: 3, truth: '~' });
    expect(board.values('time', {}).clock).toBeGreaterThan(clock);
    expect(answer(board, '9 undo 3')).toBe('ok 9 4');
    const before = board.edges.length;
    answer(board, '10 finish 4');
    answer(board, '11 practise 1 3 2');
    board.run(1_000);
    expect(board.edges.slice(before).some(({ buzzer }) => buzzer)).toBe(true);
  });

  it('by a loss of power also the log, the replies, the revision, what could be undone, and the clock', () => {
    const board = loaded();
    expect(answer(board, '700 start 1')).toBe('ok 700 2');
    restarted(board, 'power');
    expect(board.values('time', {}).clock).toBeLessThan(3_100);
    expect(board.values('stage', {})).toMatchObject({ rev: 0, state: 'standby', truth: '!' });
    expect(answer(board, '5 log 0')).toMatch(/^ok 5 1 boot 0 0 \d+ 0$/);
    expect(answer(board, '700 start 1')).toBe('error 700 stale 0');
    expect(answer(board, '6 undo 0')).toBe('error 6 nothing 0');
  });
});

describe('put', () => {
  /** Whether it blinks or sounds when the talk, put at 0:52 over, comes to the roll at 1:00 over. */
  function alarms(more: string): boolean {
    const board = loaded();
    expect(answer(board, `5 put 1 running 0 382000 30${more}`)).toBe('ok 5 2');
    board.run(7_000);
    const before = board.edges.length;
    board.run(3_000);
    expect(board.log().at(-1)).toMatchObject({ kind: 'cue', value: 5 });
    return board.edges.slice(before).some(({ lamps, buzzer }) => lamps === 0 || buzzer);
  }

  it('tells how many cues are quiet if they come again in overtime; left out, none after a loss of power', () => {
    expect(alarms(' 6')).toBe(false);
    expect(alarms(' 5')).toBe(true);
    expect(alarms(' -')).toBe(true);
    expect(alarms('')).toBe(true);
  });

  it('of a talk under its length lets all that is ahead play', () => {
    const board = loaded();
    expect(answer(board, '5 put 1 running 0 235000 0 6')).toBe('ok 5 2');
    board.run(4_000);
    const before = board.edges.length;
    board.run(3_000);
    expect(board.edges.slice(before).some(({ buzzer }) => buzzer)).toBe(true);
  });

  it.each(['0', '272', '-1', 'x', '6 6'])('with %s cues that are quiet is none', (quiet) => {
    const code = /[x ]/.test(quiet) ? 'syntax' : 'range';
    expect(answer(loaded(), `5 put 1 running 0 382000 30 ${quiet}`)).toBe(`error 5 ${code}`);
  });
});

describe('a wink', () => {
  it('goes by the clock of the podium while there is no programme', () => {
    const board = listening();
    board.run(9_000);
    const asked = board.uno.cycles;
    const { clock, us } = board.values('time', {});
    // The request's line takes 2.1 ms, and is read within the tick after it.
    const clockAt = (cycle: number): number =>
      clock + us / 1000 + (cycle - asked) / CYCLES_PER_MS - 2.3;
    const winks = board.edges.filter(({ lamps, cycle }) => lamps === LAMPS.red && cycle > 0);
    expect(winks.length).toBeGreaterThanOrEqual(2);
    for (const { cycle } of winks.slice(-2)) expect(clockAt(cycle) % 4000).toBeLessThan(3);
  });
});
