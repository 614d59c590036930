import type { Programme } from '../../protocol/programme.ts';
import type { Signal } from '../../protocol/signal.ts';
import type { Stage } from '../../protocol/stage.ts';
import { seconds, type Duration } from '../../protocol/time.ts';
import type { PracticeNumber } from './types.ts';

/** Long enough for an announcement and its sound. */
export const PRACTICE_LENGTH: Duration = seconds(5);

export interface PracticeCue {
  readonly score: number;
  readonly cue: number;
  readonly signal: Signal | undefined;
}

/** What a practice key shows: the cues after "go" are what people must learn, whatever they are called. */
export function practiceCue(
  { talks, scores }: Programme,
  { talk }: Stage,
  number: PracticeNumber,
): PracticeCue {
  const score = talks[talk]?.score ?? 1;
  const cues = scores[score]?.cues ?? [];
  const cue = Math.min(number, cues.length - 1);
  return { score, cue, signal: cues[cue]?.signal };
}
