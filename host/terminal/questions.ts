/** Questions that the same key, pressed again, answers with yes. */
import type { Wish } from './keys.ts';

/** A question that is not answered within this many ms is asked again. */
const STAYS = 6000;

export class Questions {
  #asked: { readonly kind: Wish['kind']; readonly until: number } | undefined;

  /** Whether one of this kind waits for its answer. */
  waits(kind: Wish['kind']): boolean {
    return this.#asked?.kind === kind && performance.now() < this.#asked.until;
  }

  /** True for the answer to a question that was asked; else it counts as asked now. */
  answered(kind: Wish['kind']): boolean {
    const answered = this.waits(kind);
    this.#asked = answered ? undefined : { kind, until: performance.now() + STAYS };
    return answered;
  }

  /** Another key was pressed: nobody answers any more. */
  unless(kind: Wish['kind']): void {
    if (this.#asked?.kind !== kind) this.drop();
  }

  drop(): void {
    this.#asked = undefined;
  }
}
