import type { Answer } from './types.ts';

/** Answers to so many request ids are kept for retries. */
export const KEPT_ANSWERS = 200;

/**
 * What is asked takes turns, so that each sees what the one before did. A retry, known by its request id,
 * gets the first answer: here and nowhere else.
 */
export class Turns {
  #last: Promise<unknown> = Promise.resolve();
  readonly #answers = new Map<string, Promise<Answer>>();

  readonly #written: () => Promise<void>;

  /**
   * `written` resolves when the journal's lines up to now are. `answers`: what was answered before a restart,
   * as revisions by request.
   */
  constructor(written: () => Promise<void>, answers: ReadonlyMap<string, number> = new Map()) {
    this.#written = written;
    for (const [request, rev] of answers)
      this.#answers.set(request, Promise.resolve({ ok: true, rev }));
  }

  take<T>(run: () => Promise<T>): Promise<T> {
    const result = this.#last.then(run);
    this.#last = result.catch(() => undefined);
    return result;
  }

  /**
   * Takes a turn, and answers when the journal has the line of what was done. The next one's turn does not wait
   * for that, and what was refused is answered at once.
   */
  ask(request: string | undefined, run: () => Promise<Answer>): Promise<Answer> {
    return this.once(request, async () => {
      const answer = await this.take(run);
      if (answer.ok) await this.#written();
      return answer;
    });
  }

  /** The answer to a request that was made before, perhaps before a restart. */
  known(request: string | undefined): Promise<Answer> | undefined {
    return request === undefined ? undefined : this.#answers.get(request);
  }

  /** The first answer to a request, or that of `run`. */
  once(request: string | undefined, run: () => Promise<Answer>): Promise<Answer> {
    const known = this.known(request);
    if (known || request === undefined) return known ?? run();
    const answer = run();
    this.#answers.set(request, answer);
    // What failed to be asked may be asked again.
    answer.catch(() => this.#answers.delete(request));
    const [oldest] = this.#answers.keys();
    if (this.#answers.size > KEPT_ANSWERS && oldest !== undefined) this.#answers.delete(oldest);
    return answer;
  }

  /** Resolves when all that was asked for is answered. */
  async done(): Promise<void> {
    await this.#last;
  }
}
