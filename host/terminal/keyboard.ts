/** The keyboard of a terminal: names of keys, whether it is ours, and pasted text kept away. */
import { emitKeypressEvents, type Interface, type Key } from 'node:readline';
import { latinKey } from './layouts.ts';

/** What the keyboard tells. */
export interface KeyListener {
  /** `name` is undefined for a key that is only text; `text` is what the key types, or empty. */
  key(name: string | undefined, text: string): void;
  /** The terminal has got or lost the keyboard's focus. */
  focus(on: boolean): void;
  /** Text was pasted; none of it was a press. */
  pasted(text: string): void;
}

/** More different keys than this at once were pasted, not typed. */
const MOST_AT_ONCE = 3;
/** A paste whose end never comes is over after a pause of this many ms. */
const PASTE_PAUSE = 1000;

/**
 * How long an Escape may be the beginning of another key, in ms. Terminals send those in one go; with
 * Node's own half a second, a key that follows Escape in a hurry would be lost.
 */
const ESCAPE = { escapeCodeTimeout: 50 } as unknown as Interface;

const NAMES: Readonly<Record<string, string>> = {
  return: 'enter',
  enter: 'enter',
  up: 'up',
  down: 'down',
  pageup: 'pageup',
  pagedown: 'pagedown',
  left: 'left',
  right: 'right',
  home: 'home',
  end: 'end',
  backspace: 'backspace',
  delete: 'delete',
  escape: 'escape',
  tab: 'tab',
};

interface Typed {
  readonly name: string | undefined;
  readonly text: string;
}

export class Keyboard {
  readonly #input: NodeJS.ReadableStream;
  readonly #listener: KeyListener;
  #together: Typed[] = [];
  #pasting: NodeJS.Timeout | undefined;
  #paste = '';

  constructor(input: NodeJS.ReadableStream, listener: KeyListener) {
    this.#input = input;
    this.#listener = listener;
    emitKeypressEvents(input, ESCAPE);
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

  readonly #pressed = (text: string | undefined, key: Key): void => {
    if (key.sequence === '\x1b[I') this.#listener.focus(true);
    else if (key.sequence === '\x1b[O') this.#listener.focus(false);
    else if (key.name === 'paste-start') this.#pasteMore('');
    else if (key.name === 'paste-end') this.#pasteEnded();
    else if (this.#pasting) this.#pasteMore(text ?? '');
    else this.#collect({ name: nameOf(key), text: textOf(text, key) });
  };

  #pasteMore(text: string): void {
    this.#paste += text;
    clearTimeout(this.#pasting);
    this.#pasting = setTimeout(() => {
      this.#pasteEnded();
    }, PASTE_PAUSE);
  }

  #pasteEnded(): void {
    clearTimeout(this.#pasting);
    this.#pasting = undefined;
    const text = this.#paste;
    this.#paste = '';
    this.#listener.pasted(text);
  }

  /** Keys that arrive in one go: a burst of different ones comes from a terminal that cannot mark a paste. */
  #collect(typed: Typed): void {
    if (typed.name === undefined && typed.text === '') return;
    this.#together.push(typed);
    if (this.#together.length > 1) return;
    queueMicrotask(() => {
      const all = this.#together;
      this.#together = [];
      const different = new Set(all.map(({ name, text }) => name ?? text));
      if (different.size > MOST_AT_ONCE)
        this.#listener.pasted(all.map(({ text }) => text).join(''));
      else for (const { name, text } of all) this.#listener.key(name, text);
    });
  }
}

/**
 * `space`, `enter`, `ctrl-c`, an arrow, or what the key types: a letter small and Latin, whatever Caps Lock
 * and the alphabet are; `f1`, `ctrl-x` and the like, which are told that they do nothing. Undefined for what
 * has no name.
 */
function nameOf({ name, sequence, ctrl, meta }: Key): string | undefined {
  // Escape alone comes as if it had been held with itself.
  if (meta === true) return name === 'escape' ? name : withOther('alt', name);
  if (ctrl === true) return withOther('ctrl', name);
  if (sequence === ' ') return 'space';
  if (name !== undefined && Object.hasOwn(NAMES, name)) return NAMES[name];
  if (name !== undefined && /^(?:f\d{1,2}|insert|clear)$/.test(name)) return name;
  return sequence !== undefined && /^[^\p{Cc}\p{Cs}\p{Z}]$/u.test(sequence)
    ? latinKey(sequence)
    : undefined;
}

/** A key that is held with another; undefined where it has no name. */
const withOther = (held: string, name: string | undefined): string | undefined =>
  name !== undefined && /^[a-z0-9]+$/.test(name) && name !== 'undefined'
    ? `${held}-${name}`
    : undefined;

/** What a key types: one character, in whatever script. */
const textOf = (text: string | undefined, { ctrl, meta }: Key): string =>
  ctrl !== true && meta !== true && text !== undefined && /^[^\p{Cc}\p{Cs}]$/u.test(text)
    ? text
    : '';
