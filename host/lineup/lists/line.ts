/**
 * A line of a list while marks are taken off it, step by step: each character that is left knows where
 * it stands in the source, so that messages name the place.
 */
import type { Field } from '../talk-fields.ts';

export class Line {
  readonly text: string;
  readonly #places: readonly number[];
  /** Where an empty line stands. */
  readonly #at: number;

  private constructor(text: string, places: readonly number[], at: number) {
    this.text = text;
    this.#places = places;
    this.#at = at;
  }

  /** `text` as it stands in the source from `at` on. */
  static of(text: string, at: number): Line {
    return new Line(
      text,
      Array.from({ length: text.length }, (_, i) => at + i),
      at,
    );
  }

  /** Two lines as one, with a blank between them. */
  static joined(a: Line, b: Line): Line {
    const gap = (a.#places.at(-1) ?? a.#at) + 1;
    return new Line(`${a.text} ${b.text}`, [...a.#places, gap, ...b.#places], a.#at);
  }

  /** A part, without blanks at its ends. */
  part(from: number, to = this.text.length): Line {
    let [start, end] = [Math.max(0, from), Math.min(to, this.text.length)];
    while (start < end && /\s/u.test(this.text.charAt(start))) start += 1;
    while (end > start && /\s/u.test(this.text.charAt(end - 1))) end -= 1;
    if (start === 0 && end === this.text.length) return this;
    const at = this.#places[start] ?? (this.#places.at(-1) ?? this.#at - 1) + 1;
    return new Line(this.text.slice(start, end), this.#places.slice(start, end), at);
  }

  /** What is left without some stretches, given in order; no blanks at its ends. */
  without(cuts: readonly (readonly [from: number, to: number])[]): Line {
    if (cuts.length === 0) return this.part(0);
    let text = '';
    const places: number[] = [];
    let from = 0;
    for (const [cut, to] of [...cuts, [this.text.length, this.text.length] as const]) {
      text += this.text.slice(from, cut);
      for (let i = from; i < cut; i += 1) places.push(this.#places[i] ?? this.#at);
      from = to;
    }
    return new Line(text, places, this.#at).part(0);
  }

  /** As a value of a talk. */
  get field(): Field {
    const at = this.#places[0] ?? this.#at;
    const last = this.#places.at(-1);
    return { text: this.text, at, length: last === undefined ? 0 : last + 1 - at };
  }
}
