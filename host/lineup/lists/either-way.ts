/** Whether a list says titles first: told by which halves look like names, and only doubted. */
import type { SourceText } from '../source.ts';
import type { Field } from '../talk-fields.ts';
import { nameLikeness, type Halves } from './divide.ts';

export class EitherWay {
  #first = 0;
  #second = 0;
  #lines = 0;
  #at: Field | undefined;

  /** Takes a line of which nothing says what comes first. */
  weigh({ first, second }: Halves, field: Field): void {
    this.#first += nameLikeness(first.text);
    this.#second += nameLikeness(second.text);
    this.#lines += 1;
    this.#at ??= field;
  }

  /** Says so where the second halves look like names as much as the first ones. */
  doubt(source: SourceText): void {
    const all = 2 * this.#lines;
    const either =
      this.#second > this.#first || (this.#second === this.#first && this.#first === all);
    if (!either || !this.#at) return;
    const message = 'these could be either way round, and are read as Speaker - Title';
    source.remark(`${message}: if the titles come first, add --columns title,speaker`, this.#at);
  }
}
