/**
 * The computer slept in the middle of a session. The time is counted in; where the host kept it, the
 * operator may have the talk held from the moment at which the computer fell asleep instead.
 */
import { placeOf } from '../../protocol/placement.ts';
import { elapsedOf } from '../../protocol/stage.ts';
import { duration, formatDuration, instant, type Duration } from '../../protocol/time.ts';
import type { FinishedTalks } from './finished-talks.ts';
import type { Recorder } from './recorder.ts';
import type { Timekeeper } from './timekeeper.ts';
import type { Answer } from './types.ts';

interface Question {
  readonly text: string;
  readonly slept: Duration;
  /** What the talk had taken when the computer fell asleep. */
  readonly elapsed: Duration;
  readonly rev: number;
}

export class AfterSleep {
  readonly #keeper: Timekeeper;
  readonly #record: Recorder;
  readonly #past: FinishedTalks;
  #asked: Question | undefined;

  constructor(keeper: Timekeeper, record: Recorder, past: FinishedTalks) {
    this.#keeper = keeper;
    this.#record = record;
    this.#past = past;
  }

  /** The question that stands, until the next event. */
  get question(): Question | undefined {
    return this.#asked?.rev === this.#keeper.stage.rev ? this.#asked : undefined;
  }

  /**
   * Counts in that the computer slept; `awake`: since it was last known to be awake, the sleep left out.
   * `stoodStill`: the session's clock slept as well. Gives a sentence for operators where there is no
   * question.
   */
  async count(slept: Duration, awake: Duration, stoodStill: boolean): Promise<string | undefined> {
    const keeper = this.#keeper;
    const { stage } = keeper;
    const now = keeper.now();
    const asleep = instant(now - (stoodStill ? 0 : slept));
    if (stoodStill) {
      const { elapsed, ...place } = placeOf(stage, now);
      this.#past.stoodStill(slept);
      if (elapsed !== null && stage.state !== 'held')
        await keeper.put({ ...place, elapsed: duration(elapsed + slept) });
    }
    this.#record.sleep(slept, true);
    const said = `this computer slept ${formatDuration(duration(Math.round(slept / 1000) * 1000))}`;
    if (keeper.light.kind === 'podium') return `${said}: the podium kept the time`;
    const text = `${said}, and the talk’s clock went on`;
    const { state, anchor } = stage;
    if (state !== 'running' || anchor === null || anchor > asleep) return text;
    const elapsed = duration(Math.max(0, elapsedOf(stage, instant(asleep - awake))));
    this.#asked = { text, slept, elapsed, rev: keeper.stage.rev };
    return undefined;
  }

  /** Puts the talk on hold as it was when the computer fell asleep. */
  async holdFromThen(): Promise<Answer> {
    const { question } = this;
    if (!question)
      return { ok: false, code: 'refused', sentence: 'The computer has not slept in this talk.' };
    const keeper = this.#keeper;
    const { talk, granted } = keeper.stage;
    await keeper.put({ state: 'held', talk, elapsed: question.elapsed, granted });
    this.#asked = undefined;
    this.#record.sleep(question.slept, false);
    return { ok: true, rev: keeper.stage.rev };
  }
}
