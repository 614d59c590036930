import type { Practice } from '../../protocol/player.ts';
import { after, seconds, type Duration } from '../../protocol/time.ts';
import type { Timekeeper } from './timekeeper.ts';
import type { Answer, PracticeNumber } from './types.ts';

/** Long enough for an announcement and its sound. */
const PRACTICE_LENGTH: Duration = seconds(5);

export class Practising {
  readonly #keeper: Timekeeper;
  /** The last practice; it tells itself when it is over. */
  shown: Practice | undefined;

  constructor(keeper: Timekeeper) {
    this.#keeper = keeper;
  }

  async show(number: PracticeNumber): Promise<Answer> {
    const shown = await practise(this.#keeper, number);
    if (!shown)
      return { ok: false, code: 'refused', sentence: 'Signals can be shown between talks only.' };
    this.shown = shown;
    return { ok: true, rev: shown.rev };
  }
}

/**
 * Shows what a practice key stands for: the cues after "go" are what people must learn, whatever they are
 * called. Undefined where it cannot be shown now.
 */
async function practise(keeper: Timekeeper, number: PracticeNumber): Promise<Practice | undefined> {
  const { programme, stage } = keeper;
  const score = programme.talks[stage.talk]?.score ?? 1;
  const cues = programme.scores[score]?.cues ?? [];
  const cue = Math.min(number, cues.length - 1);
  const signal = cues[cue]?.signal;
  if (!signal || !(await keeper.practise(score, cue, PRACTICE_LENGTH))) return undefined;
  const from = keeper.now();
  return { signal, rev: stage.rev, from, until: after(from, PRACTICE_LENGTH) };
}
