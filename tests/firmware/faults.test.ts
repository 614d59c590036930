/** Faults that a comparison with an independent model of the wire has found. */
import { describe, expect, it } from 'vitest';
import { LAMPS } from '../../protocol/signal.ts';
import { encodeRequest } from '../../protocol/codec.ts';
import type { Programme } from '../../protocol/programme.ts';
import { ImageBoard } from '../support/image-board.ts';
import { clapTalks } from '../support/programmes.ts';
import { drawing } from './on-stage.ts';

/** The same talks; whoever looks up the score of one finds red in the place of green. */
function reddened(programme: Programme): Programme {
  const red = (lamps: number): number => (lamps === LAMPS.green ? LAMPS.red : lamps);
  return {
    ...programme,
    scores: programme.scores.map((score, number) =>
      number === 0
        ? score
        : {
            ...score,
            cues: score.cues.map((cue) => ({
              ...cue,
              signal: { ...cue.signal, lamps: red(cue.signal.lamps) },
            })),
          },
    ),
  };
}

const rev = (board: ImageBoard): number => board.values('stage', {}).rev;

/** A podium in talk 0, which is green; the programme that it holds by now has it red. */
function edited(): ImageBoard {
  const board = new ImageBoard();
  board.run(100);
  board.load(clapTalks(3));
  board.run(3000);
  board.values('start', { rev: rev(board) });
  board.load(reddened(clapTalks(3)));
  board.run(3000);
  expect(board.lamps).toBe(LAMPS.green);
  return board;
}

const press = (board: ImageBoard, ...names: readonly ('finish' | 'back' | 'hold' | 'undo')[]) => {
  for (const name of names) {
    board.run(2500);
    board.values(name, { rev: rev(board) });
  }
  board.run(2500);
};

describe('undo', () => {
  it.each([
    ['finish, undo', ['finish', 'undo']],
    ['back, undo', ['back', 'undo']],
  ] as const)('after %s the talk has the score that it had', (_, names) => {
    const board = edited();
    press(board, ...names);
    expect(board.values('stage', {})).toMatchObject({ state: 'running', talk: 0 });
    expect(board.lamps).toBe(LAMPS.green);
  });

  it('of the end of a talk on hold brings its score back', () => {
    const board = edited();
    press(board, 'hold', 'finish', 'undo');
    board.values('start', { rev: rev(board) });
    board.run(2500);
    expect(board.lamps).toBe(LAMPS.green);
  });

  it('brings it back over a reset in between, and the talk that follows has the new one', () => {
    const board = edited();
    press(board, 'finish');
    board.uno.reset('external');
    board.run(4000);
    press(board, 'undo');
    expect(board.lamps).toBe(LAMPS.green);
    press(board, 'finish');
    board.values('start', { rev: rev(board) });
    board.run(2500);
    expect(board.lamps).toBe(LAMPS.red);
  });
});

describe('a commit that a reset cuts', () => {
  it('is answered as what came of it, and is in the log, whenever the reset comes', () => {
    const draw = drawing(20);
    for (let i = 0; i < 30; i++) {
      const board = new ImageBoard({ bootDelayMs: 0 });
      board.run(100);
      board.load(clapTalks(3));
      const before = rev(board);
      board.send(`${encodeRequest(7000, 'log', { since: 0 })}\n`);
      board.run(50);
      // Loaded again, up to its commit.
      const programme = board.begin(clapTalks(2));
      const line = `${encodeRequest(8000, 'commit', { rev: before, talk: 0, programme })}\n`;
      board.send(line);
      // The line is there after 4 ms; the last byte of the seal is written some 20 ms later.
      board.run(draw(8, 45));
      board.uno.reset('external');
      board.run(200);
      const reply = board.exchange(`\n${line}`);
      const now = rev(board);
      if (now === before) expect(reply).toMatchObject({ ok: false, code: 'no-load' });
      else {
        expect(reply).toMatchObject({ ok: true, words: [String(before + 1)] });
        const kinds = board.log().flatMap(({ kind, rev }) => (rev > before ? [kind] : []));
        expect(kinds).toContain('commit');
      }
    }
  });
});

it('a tag that is used again for another line is another request', () => {
  const board = new ImageBoard();
  board.run(100);
  board.load(clapTalks(3));
  const { rev } = board.values('start', { rev: 1 });
  const first = `${encodeRequest(101, 'grant', { rev, amount: 30 })}\n`;
  expect(board.exchange(first)).toMatchObject({ ok: true });
  const second = `${encodeRequest(101, 'grant', { rev: rev + 1, amount: 60 })}\n`;
  expect(board.exchange(second)).toMatchObject({ ok: true, words: [String(rev + 2)] });
  expect(board.exchange(second)).toMatchObject({ ok: true, words: [String(rev + 2)] });
  expect(board.exchange(first)).toMatchObject({ ok: true, words: [String(rev + 1)] });
  expect(board.values('stage', {})).toMatchObject({ granted: 90 });
});

it('lamps light up no more than twice a second, however often a podium is reset', () => {
  const board = new ImageBoard({ bootDelayMs: 0 });
  board.run(100);
  board.load(clapTalks(3));
  board.run(3000);
  board.values('start', { rev: rev(board) });
  board.run(3000);
  const draw = drawing(8);
  const from = board.edges.length;
  for (let i = 0; i < 60; i++) {
    board.uno.reset('external');
    board.run(draw(20, 100));
  }
  const onsets = board.edges
    .slice(from)
    .filter(({ lamps }) => lamps !== 0)
    .map(({ cycle }) => cycle / 16_000);
  expect(onsets.length).toBeGreaterThan(1);
  const window = onsets.map((at) => onsets.filter((o) => o >= at && o < at + 990).length);
  expect(Math.max(...window)).toBeLessThanOrEqual(2);
});
