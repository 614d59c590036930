/** `time` at every moment of a millisecond: the µs and the ms are of the same reading. */
import { expect, it } from 'vitest';
import { CYCLES_PER_MS } from '../../host/emulator/uno.ts';
import { ImageBoard } from '../support/image-board.ts';

/** All tags have three digits: lines of one length take the same time. */
const [FIRST_TAG, TAGS] = [500, 400];
/** In cycles: so far moments are apart at first, and where the millisecond is about to end one cycle. */
const COARSE = 64;
/** In µs: from here on it is about to end. */
const LATE = 972;

it('the time is never a millisecond ahead, nor behind, whenever it is asked', () => {
  const board = new ImageBoard();
  board.run(200);
  const begin = board.uno.cycles;
  const off: number[] = [];
  const seen = new Set<number>();
  /** Asked so many cycles after a millisecond of some period of ten; gives the µs of the answer. */
  const askedAt = (phase: number): number => {
    const period = 10 * CYCLES_PER_MS;
    const moment = begin + Math.ceil((board.uno.cycles - begin) / period) * period + phase;
    while (board.uno.cycles < moment) board.uno.runTo(moment);
    const sent = board.uno.cycles;
    const reply = board.ask('time', {}, FIRST_TAG + (off.length % TAGS));
    if (!reply.ok) throw new Error(reply.code);
    const [clock = NaN, us = NaN] = reply.words.map(Number);
    seen.add(us);
    off.push(clock * 1000 + us - (1000 * sent) / CYCLES_PER_MS);
    return us;
  };
  for (let phase = 0; phase < CYCLES_PER_MS; phase += COARSE)
    if (askedAt(phase) >= LATE)
      for (let more = -COARSE; more < COARSE; more++) askedAt(phase + COARSE + more);
  // From the line's end to the reading the loop takes some of its turns, each far below a millisecond.
  expect(Math.max(...off) - Math.min(...off)).toBeLessThan(500);
  // Every count of the timer but its last two is told.
  expect([seen.has(984), seen.has(988), Math.max(...seen)]).toEqual([true, true, 988]);
});
