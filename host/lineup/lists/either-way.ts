/** Whether a list says titles first: told by which halves look like names, and only doubted. */
import type { SourceText } from '../source.ts';
import type { Field } from '../talk-fields.ts';
import { nameLikeness, type Halves } from './divide.ts';

export class EitherWay {
  #first = 0;
  #second = 0;
  #lines = 0;
  #at: Field | undefined;
  /** Lines that look turned round, in a list that is not. */
  readonly #turned: Field[] = [];

  /** Takes a line of which nothing says what comes first. */
  weigh({ first, second }: Halves, field: Field): void {
    this.#first += nameLikeness(first.text);
    this.#second += nameLikeness(second.text);
    this.#lines += 1;
    this.#at ??= field;
    if (isTitle(first.text) && isPerson(second.text)) this.#turned.push(field);
  }

  /** Says so where the second halves look like names as much as the first ones; else of single lines. */
  doubt(source: SourceText): void {
    const all = 2 * this.#lines;
    const either =
      this.#second > this.#first || (this.#second === this.#first && this.#first === all);
    if (either && this.#at) {
      const message = 'these could be either way round, and are read as Speaker - Title';
      source.remark(`${message}: if the titles come first, add --columns title,speaker`, this.#at);
      return;
    }
    const single = 'what is read as the title looks like a name: if it is, write the speaker first';
    for (const field of this.#turned) source.guess(single, field);
  }
}

/** "What I learned": a sentence begun, which no name is, even "kim sample". */
const isTitle = (text: string): boolean =>
  nameLikeness(text) === 0 &&
  /^\S+(?:\s+\S+){2}/u.test(text) &&
  (text.match(/(?<=^|\s)\p{Ll}+(?=\s|$)/gu) ?? []).length > 1;

/** Titles have capitals too: a name has two or three words, and nothing beside them. */
const isPerson = (text: string): boolean =>
  nameLikeness(text) === 2 && /^[\p{L}\p{M}'’.-]+(?:\s[\p{L}\p{M}'’.-]+){1,2}$/u.test(text);
