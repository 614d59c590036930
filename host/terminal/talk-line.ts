/**
 * The line on which a talk or a message is typed. Meanwhile all keys are text, and none of them is a press: the
 * light and the clock stay in view, and a line that nobody types on is given up, so that whoever comes
 * back in a hurry finds the keys as they are.
 */
import type { Typing } from './model.ts';
import { TypedLine } from './typed-line.ts';

/** A line that gets no key for so long is given up, in ms. */
const ABANDONED = 60_000;

/** What a typed text comes to: an edit or a message, nothing to do, or a sentence that says what is wrong. */
export type Reader<T extends object> = (text: string) => T | string | undefined;

export interface TalkLineHands {
  say(sentence: string): void;
  /** Shows the line as it stands; undefined when there is none any more. */
  show(typing: Typing | undefined): void;
}

export class TalkLine<T extends object> {
  readonly #hands: TalkLineHands;
  #typing: Typing | undefined;
  #read: Reader<T> = () => undefined;
  #abandoning: NodeJS.Timeout | undefined;

  constructor(hands: TalkLineHands) {
    this.#hands = hands;
  }

  get text(): string {
    return this.#typing?.line.text ?? '';
  }

  get open(): boolean {
    return this.#typing !== undefined;
  }

  /** Begins a line with a text to change, or an empty one. */
  begin(prompt: string, text: string, read: Reader<T>): void {
    this.#read = read;
    this.#show({ prompt, line: TypedLine.of(text) });
  }

  /** A key, with the text that it types. Gives what was typed once Enter ends it. */
  key(key: string | undefined, text: string): T | undefined {
    if (!this.#typing) return undefined;
    if (key === 'enter') return this.#enter(this.#typing);
    if (key === 'escape' || key === 'ctrl-c') this.stop();
    else {
      const { prompt, line } = this.#typing;
      const pressed = key === undefined ? undefined : line.press(key);
      this.#show({ prompt, line: pressed ?? line.insert(text) });
    }
    return undefined;
  }

  /** Gives the line up. */
  stop(): void {
    this.#show(undefined);
  }

  /** What is wrong is said, and the line stays to be mended. */
  #enter({ line }: Typing): T | undefined {
    const read = this.#read(line.text.trim());
    if (typeof read === 'string') {
      this.#hands.say(read);
      return undefined;
    }
    this.stop();
    return read;
  }

  #show(typing: Typing | undefined): void {
    clearTimeout(this.#abandoning);
    this.#typing = typing;
    this.#hands.show(typing);
    if (!typing) return;
    this.#abandoning = setTimeout(() => {
      this.stop();
      this.#hands.say('Nothing was typed for a minute: the line is closed.');
    }, ABANDONED);
  }
}
