import { expect, it } from 'vitest';
import { frame } from '../../protocol/codec.ts';
import { ImageBoard } from '../support/image-board.ts';
import { clapTalks } from '../support/programmes.ts';
import { Noise } from './noise.ts';

/** Ten minutes of the emulator's time; the soak has an hour. */
const MINUTES = Number(process.env.NOISE_MINUTES ?? 10);
const SEED = Number(process.env.NOISE_SEED ?? 1);
/** Bytes that the line carries in a millisecond, back to back. */
const RATE = 5.76;
/** What it answers to bad lines, twenty a second, is on its way for so long. */
const SETTLED = 60;

it(`${String(MINUTES)} minutes of noise at full speed never hang, reset or move it, and the next good line is answered`, () => {
  const board = new ImageBoard();
  board.run(100);
  board.load(clapTalks(3));
  const { rev } = board.values('stage', {});
  board.values('put', { rev, state: 'running', talk: 1, elapsed: 0, granted: 0 });
  const before = board.values('stage', {});
  const began = board.uno.ms - (before.elapsed ?? 0);
  const noise = new Noise(SEED);
  let resets = 0;
  board.uno.onReset = () => resets++;
  for (let asked = 0, second = 0; second < MINUTES * 60; second++) {
    const end = board.uno.ms + 1000;
    while (board.uno.ms < end) {
      while (board.uno.incoming < 2000) board.uno.receive(noise.next());
      board.run(board.uno.incoming / RATE / 2);
    }
    // A host that wants to be heard waits until the line is quiet, and ends what came before.
    if (second % 5 < 4) continue;
    while (board.uno.incoming > 0) board.run(5);
    board.send('\n');
    board.run(SETTLED);
    const tag = 1 + (asked++ % 9999);
    expect(board.exchange(`${frame(`${String(tag)} stage`)}\n`)).toMatchObject({ ok: true, tag });
    const { state, talk, rev, granted, elapsed } = board.values('stage', {});
    const { rev: was } = before;
    expect({ state, talk, rev, granted }).toEqual({
      state: 'running',
      talk: 1,
      rev: was,
      granted: 0,
    });
    expect(Math.abs(board.uno.ms - began - (elapsed ?? 0))).toBeLessThan(40);
  }
  expect(resets).toBe(0);
  expect(board.values('boot', {})).toMatchObject({ boot: 1 });
  // What it said was whole lines, all of them.
  expect(board.noise).toEqual([]);
}, 3_600_000);
