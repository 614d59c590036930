/** When a talk began and a clock's millisecond did, by which edges of lamps are judged. */
import { CYCLES_PER_MS } from '../../host/emulator/uno.ts';
import type { ImageBoard } from '../support/image-board.ts';

/** Starts the talk; `clock` is the podium's at the start, exactly, as its log tells it. */
export function running(board: ImageBoard): { readonly rev: number; readonly clock: number } {
  const before = board.values('stage', {}).rev;
  const { rev } = board.values('start', { rev: before });
  const entry = board.log().findLast(({ kind }) => kind === 'start');
  if (!entry) throw new Error('the start is not in the log');
  return { rev, clock: entry.clock };
}

/** The cycle at which the podium's clock was 0: the latest that its answers allow. */
export function tickOf(board: ImageBoard): number {
  const ticks = Array.from({ length: 16 }, () => {
    const asked = board.uno.cycles;
    const { clock, us } = board.values('time', {});
    // The reading lies behind the last bit of the request: 13 characters of ten bits.
    const heard = asked + (13 * 10 * 16e6) / 57_600;
    board.run(7.3);
    return heard - (clock + us / 1000) * CYCLES_PER_MS;
  });
  return Math.max(...ticks);
}
