/** Which signal practice shows, for the screen's own player. */
import type { Programme } from '../../protocol/programme.ts';
import type { Signal } from '../../protocol/signal.ts';
import type { Stage } from '../../protocol/stage.ts';
import { seconds, type Duration } from '../../protocol/time.ts';
import type { PracticeNumber } from '../session/types.ts';

/** As the session shows it on the light: the cues after the first, of the talk in standby. */
export function practiceOf(
  { talks, scores }: Programme,
  { talk }: Stage,
  number: PracticeNumber,
): { readonly signal: Signal | undefined; readonly length: Duration } {
  const cues = scores[talks[talk]?.score ?? 1]?.cues ?? [];
  return { signal: cues[Math.min(number, cues.length - 1)]?.signal, length: seconds(5) };
}
