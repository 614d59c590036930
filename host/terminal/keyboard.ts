/** The keyboard of a terminal: names of keys, whether it is ours, and pasted text kept away. */
import { emitKeypressEvents, type Key } from 'node:readline';

/** What the keyboard tells. */
export interface KeyListener {
  key(name: string): void;
  /** The terminal has got or lost the keyboard's focus. */
  focus(on: boolean): void;
  /** Text was pasted; none of it was a press. */
  pasted(): void;
}

/** More different keys than this at once were pasted, not typed. */
const MOST_AT_ONCE = 3;
/** A paste whose end never comes is over after a pause of this many ms. */
const PASTE_PAUSE = 1000;

const NAMES: Readonly<Record<string, string>> = {
  return: 'enter',
  enter: 'enter',
  up: 'up',
  down: 'down',
  pageup: 'pageup',
  pagedown: 'pagedown',
};

export class Keyboard {
  readonly #input: NodeJS.ReadableStream;
  readonly #listener: KeyListener;
  #together: string[] = [];
  #pasting: NodeJS.Timeout | undefined;

  constructor(input: NodeJS.ReadableStream, listener: KeyListener) {
    this.#input = input;
    this.#listener = listener;
    emitKeypressEvents(input);
    input.on('keypress', this.#pressed);
    // A terminal that went away: there is nothing to read any more, which is not worth a crash.
    input.on('error', this.#lost);
    input.resume();
  }

  stop(): void {
    clearTimeout(this.#pasting);
    this.#input.removeListener('keypress', this.#pressed);
    this.#input.pause();
  }

  readonly #lost = (): void => {
    this.stop();
  };

  readonly #pressed = (_text: string | undefined, key: Key): void => {
    if (key.sequence === '\x1b[I') this.#listener.focus(true);
    else if (key.sequence === '\x1b[O') this.#listener.focus(false);
    else if (key.name === 'paste-start') this.#paste();
    else if (key.name === 'paste-end') this.#pasteEnded();
    else if (this.#pasting) this.#paste();
    else this.#collect(key);
  };

  #paste(): void {
    clearTimeout(this.#pasting);
    this.#pasting = setTimeout(() => {
      this.#pasteEnded();
    }, PASTE_PAUSE);
  }

  #pasteEnded(): void {
    clearTimeout(this.#pasting);
    this.#pasting = undefined;
    this.#listener.pasted();
  }

  /** Keys that arrive in one go: a burst of different ones comes from a terminal that cannot mark a paste. */
  #collect(key: Key): void {
    const name = nameOf(key);
    if (name === undefined) return;
    this.#together.push(name);
    if (this.#together.length > 1) return;
    queueMicrotask(() => {
      const names = this.#together;
      this.#together = [];
      if (new Set(names).size > MOST_AT_ONCE) this.#listener.pasted();
      else for (const one of names) this.#listener.key(one);
    });
  }
}

/** `space`, `enter`, `ctrl-c`, an arrow, or the character itself; undefined for all other keys. */
function nameOf({ name, sequence, ctrl, meta }: Key): string | undefined {
  if (meta === true) return undefined;
  if (ctrl === true) return name === 'c' ? 'ctrl-c' : undefined;
  if (sequence === ' ') return 'space';
  if (name !== undefined && Object.hasOwn(NAMES, name)) return NAMES[name];
  return sequence !== undefined && /^[\x21-\x7e]$/.test(sequence) ? sequence : undefined;
}
