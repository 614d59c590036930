/**
 * XML as a stream of elements, within bounds: schedules and spreadsheets are read by it. A document type
 * is refused (it can define entities that grow without end), so is what is nested too deeply; of a long
 * text only the beginning is kept.
 */
import { createRequire } from 'node:module';
import type * as Saxes from 'saxes';
import { DEEPEST, TOO_DEEP } from './bounds.ts';

export type Attributes = Readonly<Record<string, string>>;

export interface XmlHandlers {
  /** An element begins. Names come without their prefix: `table:table-row` is `table-row`. */
  readonly open: (name: string, attributes: Attributes) => void;
  /** A text, as it comes by: for those who need the order of texts and elements. */
  readonly text?: (piece: string) => void;
  /** It ends; `text` is what stood in it directly, without that of elements inside. */
  readonly close: (name: string, text: string) => void;
  /** Makes the error for a mistake; `at` counts UTF-16 units from the beginning. */
  readonly problem: (message: string, at: number) => Error;
}

/** Texts are cut behind so many characters: what is longer is a description. */
const LONGEST_TEXT = 40_000;
/** Mistakes of single characters, which a name or title survives. */
const HARMLESS = /undefined entity|disallowed character|must not contain/;
/** What has more of them is something else: each costs far more than a character. */
const MOST_HARMLESS = 1000;

interface Options {
  readonly xmlns: false;
  readonly position: true;
}

/** Loaded when it is needed (12 ms). */
const load = (): typeof Saxes => createRequire(import.meta.url)('saxes') as typeof Saxes;

/** Feeds a parser piece by piece; then call `end`. Both throw what `problem` makes. */
export class XmlStream {
  readonly #parser: Saxes.SaxesParser<Options>;
  readonly #handlers: XmlHandlers;
  /** What stands directly in each element that is open. */
  readonly #texts: string[] = [];
  #ended = false;
  #harmless = 0;

  constructor(handlers: XmlHandlers) {
    this.#handlers = handlers;
    const parser = new (load().SaxesParser)<Options>({ xmlns: false, position: true });
    this.#parser = parser;
    parser.on('error', ({ message }) => {
      this.#failed(message);
    });
    parser.on('doctype', () => {
      throw this.#problem('a document type (<!DOCTYPE …>) is not read: take it out');
    });
    parser.on('opentag', ({ name, attributes }) => {
      if (this.#texts.length >= DEEPEST) throw this.#problem(TOO_DEEP);
      this.#texts.push('');
      handlers.open(bare(name), bareKeys(attributes));
    });
    const text = (piece: string): void => {
      handlers.text?.(piece);
      const last = this.#texts.length - 1;
      const before = this.#texts[last];
      if (before !== undefined && before.length < LONGEST_TEXT)
        this.#texts[last] = before + piece.slice(0, LONGEST_TEXT - before.length);
    };
    parser.on('text', text);
    parser.on('cdata', text);
    parser.on('closetag', ({ name }) => {
      handlers.close(bare(name), this.#texts.pop() ?? '');
    });
  }

  write(piece: string): void {
    this.#parser.write(piece);
  }

  end(): void {
    this.#ended = true;
    this.#parser.close();
  }

  #problem(message: string): Error {
    return this.#handlers.problem(message, Math.max(0, this.#parser.position - 1));
  }

  #failed(message: string): void {
    if (HARMLESS.test(message) && this.#harmless++ < MOST_HARMLESS) return;
    throw this.#problem(
      this.#ended
        ? 'this XML breaks off here: was the download or the copy cut short?'
        : 'this is not XML from here on: was it changed by hand, or damaged on the way?',
    );
  }
}

const bare = (name: string): string => name.slice(name.indexOf(':') + 1);

function bareKeys(attributes: Readonly<Record<string, string>>): Attributes {
  const found: Record<string, string> = {};
  for (const key in attributes)
    if (!key.startsWith('xmlns')) found[bare(key)] = attributes[key] ?? '';
  return found;
}
