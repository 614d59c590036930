import { describe, expect, it } from 'vitest';
import type { PushValues } from '../../protocol/codec.ts';
import { LAMPS } from '../../protocol/signal.ts';
import { SETTINGS } from '../../protocol/wire.ts';
import { ImageBoard } from '../support/image-board.ts';
import { clapTalks } from '../support/programmes.ts';

const BUTTON = SETTINGS['pin-button'].start;

function loaded(talks = 2): ImageBoard {
  const board = new ImageBoard();
  board.run(100);
  board.load(clapTalks(talks));
  board.run(2500);
  return board;
}

const hold = (board: ImageBoard): void => {
  board.uno.setInput(BUTTON, false);
};
const letGo = (board: ImageBoard): void => {
  board.uno.setInput(BUTTON, undefined);
};

function press(board: ImageBoard, ms: number): void {
  hold(board);
  board.run(ms);
  letGo(board);
  board.run(100);
}

const presses = (board: ImageBoard): PushValues<'press'>[] =>
  board.pushes.flatMap((push) => (push.name === 'press' ? [push.values] : []));
const lastPress = (board: ImageBoard): string => {
  const { event, result } = presses(board).at(-1) ?? { event: 'none', result: 'none' };
  return `${event} ${result}`;
};
const state = (board: ImageBoard): string => {
  const { state, talk } = board.values('stage', {});
  return `${state} ${String(talk)}`;
};

describe('the button', () => {
  it('runs a whole session with no computer', () => {
    const board = loaded(2);
    for (const expected of ['running 0', 'standby 1', 'running 1', 'closed 2']) {
      press(board, 150);
      expect(state(board)).toBe(expected);
      expect(lastPress(board)).toBe('go ok');
      board.run(2500);
    }
  });

  it('acts when it is let go of, if it was pressed for less than a second', () => {
    const board = loaded();
    hold(board);
    board.run(900);
    expect(state(board)).toBe('standby 0');
    letGo(board);
    board.run(100);
    expect(state(board)).toBe('running 0');
  });

  it.each([
    ['standby', [], 'skip ok', 'standby 1'],
    ['running', ['start'], 'hold ok', 'held 0'],
    ['held', ['start', 'hold'], 'start ok', 'running 0'],
  ] as const)('pressed for a second in %s, acts at once and only once', (_, events, said, then) => {
    const board = loaded();
    for (const event of events) board.values(event, { rev: board.values('stage', {}).rev });
    hold(board);
    board.run(1040);
    expect(lastPress(board)).toBe(said);
    board.run(5000);
    letGo(board);
    board.run(200);
    expect(presses(board)).toHaveLength(1);
    expect(state(board)).toBe(then);
  });

  it.each([150, 1200, 2800])('tells of a press of %i ms in closed, which does nothing', (ms) => {
    const board = loaded(1);
    board.values('skip', { rev: 1 });
    press(board, ms);
    expect(lastPress(board)).toBe('go refused');
  });

  it('opens a closed stage after three seconds, and not before', () => {
    const board = loaded(1);
    board.values('skip', { rev: 1 });
    hold(board);
    board.run(2900);
    expect(state(board)).toBe('closed 1');
    board.run(200);
    expect(state(board)).toBe('standby 0');
    expect(lastPress(board)).toBe('reopen ok');
  });

  it('bounces and is pressed once; a spark is no press', () => {
    const board = loaded();
    for (let i = 0; i < 8; i++) {
      hold(board);
      board.run(3);
      letGo(board);
      board.run(2);
    }
    expect(presses(board)).toEqual([]);
    for (const end of [press, () => undefined]) {
      for (let i = 0; i < 4; i++) {
        hold(board);
        board.run(4);
        letGo(board);
        board.run(2);
      }
      end(board, 200);
    }
    expect(presses(board)).toHaveLength(1);
  });

  it('ticks once when it is refused, and starts nothing', () => {
    const board = loaded();
    press(board, 100);
    board.run(500);
    const from = board.edges.length;
    press(board, 100);
    expect(lastPress(board)).toBe('go guard');
    const ticks = board.edges.slice(from).filter(({ buzzer }) => buzzer);
    expect(ticks).toHaveLength(1);
    expect(state(board)).toBe('running 0');
  });

  it('held while the power comes, shows each lamp and then the buzzer, and presses nothing', () => {
    const board = new ImageBoard({ startDelayMs: 10 });
    hold(board);
    board.run(6000);
    letGo(board);
    board.run(200);
    const sets = board.edges.map(({ lamps }) => lamps).filter((set, i, all) => set !== all[i - 1]);
    expect(sets.filter((set) => set !== 0)).toEqual(
      expect.arrayContaining([LAMPS.green, LAMPS.amber, LAMPS.red]),
    );
    expect(board.edges.filter(({ buzzer }) => buzzer)).toHaveLength(4);
    expect(presses(board)).toEqual([]);
  });

  it('held through a reset in the middle of a talk, tests nothing and presses nothing', () => {
    const board = loaded();
    press(board, 100);
    board.run(3000);
    hold(board);
    board.run(10);
    board.uno.reset('external');
    board.run(5000);
    letGo(board);
    board.run(200);
    expect(state(board)).toBe('running 0');
    expect(presses(board)).toHaveLength(1);
  });
});
