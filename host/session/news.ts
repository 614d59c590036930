/** What operators are told that is no event: once, or for as long as it holds. */
import type { Snapshot } from './types.ts';

export class News {
  notice: Snapshot['notice'];
  readonly #lasting = new Map<string, string>();

  /** Tells it once. */
  tell(text: string): void {
    this.notice = { number: (this.notice?.number ?? 0) + 1, text };
  }

  /** Tells it until `sentence` is undefined; `of` names what it is about. */
  warn(of: string, sentence: string | undefined): void {
    if (sentence === undefined) this.#lasting.delete(of);
    else this.#lasting.set(of, sentence);
  }

  /** What holds now, that of others first. */
  warnings(...others: readonly (string | undefined)[]): string[] {
    return [...others, ...this.#lasting.values()].filter((warning) => warning !== undefined);
  }
}
