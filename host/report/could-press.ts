/** A journal may tell of two courses of a session: whether a press belongs to one of them. */
import type { EventLine } from '../session/written-lines.ts';
import { takenAt } from './sitting.ts';
import type { TalkAccount } from './talk-account.ts';

/** In ms: a clock that stands so near to where a line has it is that of the line. */
const FITS = 100;

/** Whether a press could be made where the talks stand. */
export function couldPress(
  {
    talks,
    open,
  }: {
    readonly talks: ReadonlyMap<number, TalkAccount>;
    readonly open: number | undefined;
  },
  { type, id, elapsed, took }: EventLine,
  at: number,
): boolean {
  if (type === 'start' && elapsed === 0) return open === undefined;
  const sitting = open === undefined ? undefined : talks.get(open)?.sitting;
  const stood = typeof took === 'number' ? took : elapsed;
  if (sitting === undefined || stood === null) return false;
  return open === id && Math.abs(takenAt(sitting, at) - stood) <= FITS;
}
