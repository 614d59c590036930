import { readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { CYCLES_PER_MS } from '../../host/emulator/uno.ts';
import { ImageBoard } from '../support/image-board.ts';
import { clapTalks } from '../support/programmes.ts';

const SRAM = 0x100;
/** Ms of the podium's clock when its 32 bits roll over, after 49.7 days. */
const ROLL_OVER = 2 ** 32;

/** The two stamps of the clock in the image's memory: five bytes of time and two of check each. */
const STAMP = 7;
const stampsAt = (): number => {
  const memory = readFileSync('firmware/images/claplight-uno.memory', 'utf8');
  return Number(/^stamps (\d+) 14$/m.exec(memory)?.[1]) - SRAM;
};

/** A loaded podium whose clock says so much: it is written to where a reset finds the clock. */
function withClock(ms: number): ImageBoard {
  const board = new ImageBoard({ bootDelayMs: 0 });
  board.run(100);
  board.load(clapTalks(3));
  const stamp = Buffer.alloc(STAMP);
  stamp.writeUInt32LE(ms % ROLL_OVER);
  stamp.writeUInt8(Math.floor(ms / ROLL_OVER), 4);
  stamp.writeUInt16LE(((ms ^ (ms >>> 16) ^ 0xc1a9) + Math.floor(ms / ROLL_OVER)) & 0xffff, 5);
  for (const nth of [0, 1]) board.uno.sram.set(stamp, stampsAt() + nth * STAMP);
  board.uno.reset('external');
  board.run(100);
  return board;
}

const stage = (board: ImageBoard) => board.values('stage', {});

/** Starts the talk that waits; gives the emulator's time of its first ms. */
function start(board: ImageBoard): number {
  board.values('start', { rev: stage(board).rev });
  return board.uno.ms - (stage(board).elapsed ?? 0);
}

/** What a talk shows and says: the lamps with the emulator's ms since its start, and its cues. */
function talk(board: ImageBoard) {
  board.run(2000);
  const began = start(board);
  const from = board.edges.length;
  board.run(340_000);
  const edges = board.edges.slice(from).map(({ cycle, lamps, buzzer }) => ({
    look: `${String(lamps)}${buzzer ? '+' : ''}`,
    ms: cycle / CYCLES_PER_MS - began,
  }));
  const cues = board.pushes.flatMap((push) => (push.name === 'cue' ? [push.values] : []));
  return { edges, cues: cues.slice(-4).map(({ position }) => position), end: board.uno.ms - began };
}

describe('when the clock rolls over in the middle of a talk', () => {
  const usual = talk(withClock(5_000_000));

  it.each([60_000, 239_900, 242_500, 299_999])('after %i ms, all is as ever', (after) => {
    const board = withClock(ROLL_OVER - after - 2000);
    const { edges, cues, end } = talk(board);
    const { clock, elapsed, state } = stage(board);
    expect(state).toBe('running');
    expect(clock).toBeGreaterThan(ROLL_OVER);
    expect(Math.abs(end - (elapsed ?? 0))).toBeLessThan(30);
    expect(cues).toEqual([240_000, 280_000, 300_000, 330_000]);
    expect(edges.map(({ look }) => look)).toEqual(usual.edges.map(({ look }) => look));
    const late = edges.map(({ ms }, i) => Math.abs(ms - (usual.edges[i]?.ms ?? NaN)));
    expect(Math.max(...late)).toBeLessThan(3);
  });

  it('a hold, a grant, an undo and a reset across it change nothing', () => {
    const board = withClock(ROLL_OVER - 20_000);
    board.run(3000);
    const began = start(board);
    board.run(5000);
    board.values('hold', { rev: stage(board).rev });
    const held = stage(board).elapsed;
    board.run(15_000);
    expect(stage(board)).toMatchObject({ state: 'held', elapsed: held });
    expect(stage(board).clock).toBeGreaterThan(ROLL_OVER);
    board.values('undo', { rev: stage(board).rev });
    expect(Math.abs(board.uno.ms - began - (stage(board).elapsed ?? 0))).toBeLessThan(30);
    board.uno.reset('external');
    board.run(3000);
    // The bootloader here takes no time, and the podium reckons with 1,398 ms.
    const ahead = (stage(board).elapsed ?? 0) - (board.uno.ms - began) - 1398;
    expect(Math.abs(ahead)).toBeLessThan(60);
    board.values('grant', { rev: stage(board).rev, amount: 60 });
    expect(stage(board)).toMatchObject({ state: 'running', granted: 60, truth: '~' });
  });

  it('a changeover goes on across it, and the guard of the button holds', () => {
    const board = withClock(ROLL_OVER - 4500);
    board.run(1000);
    start(board);
    board.run(2400);
    const { rev } = stage(board);
    board.values('finish', { rev });
    expect(board.outcome('go', { rev: rev + 1 })).toBe('guard');
    board.run(1500);
    expect(stage(board).clock).toBeGreaterThan(ROLL_OVER);
    board.run(60_000);
    expect(stage(board)).toMatchObject({ state: 'standby', talk: 1 });
    expect(stage(board).elapsed).toBeGreaterThan(61_000);
    expect(stage(board).elapsed).toBeLessThan(62_000);
  });
});

it('a clock that has gone for years is told in eleven digits, and goes on', () => {
  const board = withClock(2 ** 36 - 2000);
  const before = stage(board).clock;
  expect(before).toBeLessThan(2 ** 36);
  board.run(3000);
  expect(stage(board).clock).toBeLessThan(10_000);
  board.values('start', { rev: stage(board).rev });
  board.run(1000);
  expect(stage(board).elapsed).toBeGreaterThan(900);
});
