/** A line of text being typed, by what a person takes for characters. Immutable. */
import { tidy } from '../system/characters.ts';
import { clean } from './clean.ts';
import { clip, widthOf } from './text.ts';

const graphemes = new Intl.Segmenter(undefined, { granularity: 'grapheme' });
const split = (text: string): string[] =>
  Array.from(graphemes.segment(text), ({ segment }) => segment);

/** No talk needs more; a page that was pasted by mistake is cut. */
const LONGEST = 500;
export const CURSOR = '│';

export class TypedLine {
  readonly #characters: readonly string[];
  /** Before which character the cursor stands. */
  readonly #at: number;

  private constructor(characters: readonly string[], at: number) {
    this.#characters = characters;
    this.#at = at;
  }

  /** The cursor stands at the end. */
  static of(text: string): TypedLine {
    const characters = split(text);
    return new TypedLine(characters, characters.length);
  }

  get text(): string {
    return this.#characters.join('');
  }

  /** Puts text in: what would be obeyed by a terminal is left out, and ends of lines are spaces. */
  insert(text: string): TypedLine {
    // `tidy` alone would take the space that ends what was typed so far.
    const harmless = tidy(`|${text}|`).slice(1, -1);
    const before = split(this.#characters.slice(0, this.#at).join('') + harmless);
    const all = split(before.join('') + this.#characters.slice(this.#at).join(''));
    return all.length > LONGEST ? this : new TypedLine(all, before.length);
  }

  /** What an editing key does; undefined for a key that edits nothing. */
  press(key: string): TypedLine | undefined {
    const all = this.#characters;
    const at = this.#at;
    const go = (to: number): TypedLine => new TypedLine(all, Math.max(0, Math.min(to, all.length)));
    const without = (from: number): TypedLine =>
      from < 0 ? this : new TypedLine(all.toSpliced(from, 1), from);
    switch (key) {
      case 'left':
        return go(at - 1);
      case 'right':
        return go(at + 1);
      case 'home':
      case 'ctrl-a':
        return go(0);
      case 'end':
      case 'ctrl-e':
        return go(all.length);
      case 'backspace':
        return without(at - 1);
      case 'delete':
        return without(at);
      case 'ctrl-u':
        return TypedLine.of('');
      default:
        return undefined;
    }
  }

  /** As much as fits into `width` cells beside a cursor of one, and of a long line what lies round it. */
  window(width: number): { readonly before: string; readonly after: string } {
    const room = width - 2;
    const behind = clean(this.#characters.slice(this.#at).join(''));
    const kept = Math.min(widthOf(behind), Math.floor(room / 4));
    const before = this.#characters.slice(0, this.#at).map(clean);
    while (before.length > 0 && widthOf(before.join('')) > room - kept) before.shift();
    return { before: before.join(''), after: clip(behind, room - widthOf(before.join(''))) };
  }

  /** The same in one piece, with a bar where the cursor stands. */
  draw(width: number): string {
    const { before, after } = this.window(width);
    return `${before}${CURSOR}${after}`;
  }
}
