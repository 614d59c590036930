/** What each key asks for. */
import type { EventName, StageEvent, State } from '../../protocol/stage.ts';
import { duration, minutes, seconds, type Duration } from '../../protocol/time.ts';
import type { PracticeNumber } from '../session/types.ts';
import { keysNow } from './key-help.ts';

/** What a key asks for; the screen carries it out. */
export type Wish =
  | { readonly kind: 'event'; readonly event: Omit<StageEvent, 'rev'> }
  | { readonly kind: 'later' }
  /** A talk began without anybody pressing start: asks how long ago. */
  | { readonly kind: 'ago' }
  | { readonly kind: 'practise'; readonly number: PracticeNumber }
  | { readonly kind: 'mute' }
  /** Opens the line on which a message is typed. */
  | { readonly kind: 'message' }
  /** Presses the button of a virtual podium for so long. */
  | { readonly kind: 'button'; readonly length: Duration }
  | { readonly kind: 'overlay'; readonly what: 'help' | 'about' }
  /** Closes help and information. */
  | { readonly kind: 'close' }
  /** Shows a code with which a phone opens the operator's page. */
  | { readonly kind: 'code' }
  /** Makes a new token, once that is asked for twice: every device that had the old one is dropped. */
  | { readonly kind: 'token' }
  /** Takes what the saved lineup file would change, once that is asked for twice. */
  | { readonly kind: 'offer' }
  /** Holds the talk as it was when the computer fell asleep. */
  | { readonly kind: 'sleep' }
  | { readonly kind: 'quit' }
  | { readonly kind: 'scroll'; readonly by: number }
  /** Opens or leaves the mode in which the lineup is edited. */
  | { readonly kind: 'edit' }
  | { readonly kind: 'lineup'; readonly key: LineupKey }
  /** Nothing to do now: a sentence says what to press instead. */
  | { readonly kind: 'say'; readonly sentence: string };

/** What a key asks for in the lineup mode, of the talk that is chosen or for a new one. */
export type LineupKey =
  'add' | 'insert' | 'up' | 'down' | 'first' | 'rename' | 'length' | 'swap' | 'remove' | 'leave';

const event = (type: EventName, amount?: Duration): Wish => ({
  kind: 'event',
  event: amount === undefined ? { type } : { type, amount },
});
/** What the podium takes for a short and for a long press of its button. */
const SHORT_PRESS = duration(150);
const LONG_PRESS = duration(1300);

const practise = (number: PracticeNumber): Wish => ({ kind: 'practise', number });
const scroll = (by: number): Wish => ({ kind: 'scroll', by });

const WISHES: Readonly<Record<string, Wish>> = {
  enter: event('finish'),
  f: event('finish'),
  h: event('hold'),
  // What whoever knows other players presses.
  p: event('hold'),
  s: event('skip'),
  b: event('back'),
  u: event('undo'),
  o: event('reopen'),
  g: event('grant', seconds(30)),
  '+': event('grant', seconds(30)),
  t: event('grant', minutes(1)),
  '-': event('grant', seconds(-30)),
  _: event('grant', minutes(-1)),
  l: { kind: 'later' },
  a: { kind: 'ago' },
  '1': practise(1),
  '2': practise(2),
  '3': practise(3),
  '4': practise(4),
  m: { kind: 'mute' },
  w: { kind: 'message' },
  v: { kind: 'button', length: SHORT_PRESS },
  x: { kind: 'button', length: LONG_PRESS },
  '?': { kind: 'overlay', what: 'help' },
  i: { kind: 'overlay', what: 'about' },
  r: { kind: 'offer' },
  z: { kind: 'sleep' },
  e: { kind: 'edit' },
  c: { kind: 'code' },
  k: { kind: 'token' },
  escape: { kind: 'close' },
  q: { kind: 'quit' },
  'ctrl-c': { kind: 'quit' },
  up: scroll(-1),
  down: scroll(1),
  pageup: scroll(-5),
  pagedown: scroll(5),
};

const lineup = (key: LineupKey): Wish => ({ kind: 'lineup', key });

/** What keeps its meaning in the lineup mode: little of it runs the session. */
const KEPT: ReadonlySet<string> = new Set([
  ...['space', 'f', 'h', 'u'],
  ...['?', 'e', 'ctrl-c', 'up', 'down', 'pageup', 'pagedown'],
]);

/** Keys of the lineup mode: none of them runs the session. */
const LINEUP_WISHES: Readonly<Record<string, Wish>> = {
  a: lineup('add'),
  i: lineup('insert'),
  '<': lineup('up'),
  '>': lineup('down'),
  // The same keys without Shift, and what other alphabets have there.
  ',': lineup('up'),
  '.': lineup('down'),
  n: lineup('first'),
  r: lineup('rename'),
  d: lineup('length'),
  x: lineup('swap'),
  delete: lineup('remove'),
  backspace: lineup('remove'),
  escape: lineup('leave'),
  // Elsewhere it finishes the talk that is on, and people press it to choose from a list.
  enter: {
    kind: 'say',
    sentence: 'Enter does nothing here: f finishes the talk, Esc leaves the lineup.',
  },
};

/** What the key asks for in a state; one that means nothing is answered. */
export function wishOf(key: string, state: State, editing: boolean): Wish {
  const own = editing ? LINEUP_WISHES[key] : undefined;
  if (own) return own;
  if (editing && !KEPT.has(key))
    return {
      kind: 'say',
      sentence: `${key} does nothing in the lineup: Esc leaves it, ? shows the keys.`,
    };
  if (key !== 'space') return WISHES[key] ?? unknown(key, state);
  // Space never ends a talk: a screen sends `start`, and only where it starts something.
  if (state === 'running')
    return { kind: 'say', sentence: 'A talk is on: Enter finishes it, h pauses it.' };
  return event('start');
}

const unknown = (key: string, state: State): Wish => ({
  kind: 'say',
  sentence: `${key} does nothing: ${keysNow(state)}, ? all keys.`,
});

/** Keys that may repeat: a held one moves on. All others are presses and count once. */
export const mayRepeat = (wish: Wish): boolean => wish.kind === 'scroll';

/** Keys that are meant to be pressed twice. */
export const mayFollow = (wish: Wish): boolean =>
  wish.kind === 'quit' ||
  wish.kind === 'code' ||
  wish.kind === 'token' ||
  wish.kind === 'offer' ||
  (wish.kind === 'lineup' && (wish.key === 'up' || wish.key === 'down'));

/** The big buttons of this screen, which start and finish a talk. */
export const isBig = (wish: Wish): boolean =>
  wish.kind === 'event' && (wish.event.type === 'start' || wish.event.type === 'finish');
