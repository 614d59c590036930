/** What each key asks for. */
import type { EventName, StageEvent, State } from '../../protocol/stage.ts';
import { duration, minutes, seconds, type Duration } from '../../protocol/time.ts';
import type { PracticeNumber } from '../session/types.ts';

/** What a key asks for; the screen carries it out. */
export type Wish =
  | { readonly kind: 'event'; readonly event: Omit<StageEvent, 'rev'> }
  | { readonly kind: 'later' }
  | { readonly kind: 'practise'; readonly number: PracticeNumber }
  | { readonly kind: 'mute' }
  /** Presses the button of a virtual podium for so long. */
  | { readonly kind: 'button'; readonly length: Duration }
  | { readonly kind: 'overlay'; readonly what: 'help' | 'about' }
  /** Shows a code with which a phone opens the operator's page. */
  | { readonly kind: 'code' }
  /** Makes a new token: every device that had the old one is dropped. */
  | { readonly kind: 'token' }
  /** Takes what the saved lineup file would change. */
  | { readonly kind: 'offer' }
  | { readonly kind: 'quit' }
  | { readonly kind: 'scroll'; readonly by: number }
  /** Nothing to do now: a sentence says what to press instead. */
  | { readonly kind: 'say'; readonly sentence: string };

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
  s: event('skip'),
  b: event('back'),
  u: event('undo'),
  o: event('reopen'),
  g: event('grant', seconds(30)),
  '+': event('grant', seconds(30)),
  G: event('grant', minutes(1)),
  '-': event('grant', seconds(-30)),
  _: event('grant', minutes(-1)),
  l: { kind: 'later' },
  '1': practise(1),
  '2': practise(2),
  '3': practise(3),
  '4': practise(4),
  m: { kind: 'mute' },
  p: { kind: 'button', length: SHORT_PRESS },
  P: { kind: 'button', length: LONG_PRESS },
  '?': { kind: 'overlay', what: 'help' },
  i: { kind: 'overlay', what: 'about' },
  L: { kind: 'offer' },
  c: { kind: 'code' },
  T: { kind: 'token' },
  q: { kind: 'quit' },
  'ctrl-c': { kind: 'quit' },
  up: scroll(-1),
  down: scroll(1),
  pageup: scroll(-5),
  pagedown: scroll(5),
};

/** What the key asks for in a state; undefined for a key that means nothing. */
export function wishOf(key: string, state: State): Wish | undefined {
  if (key !== 'space') return WISHES[key];
  // Space never ends a talk: a screen sends `start`, and only where it starts something.
  if (state === 'running')
    return { kind: 'say', sentence: 'A talk is on: Enter finishes it, h holds it.' };
  return event('start');
}

/** Keys that may repeat: a held one moves on. All others are presses and count once. */
export const mayRepeat = (wish: Wish): boolean => wish.kind === 'scroll';

/** A key, and what it does. */
export type KeyHelp = readonly [key: string, does: string];

const UNDO: KeyHelp = ['u', 'undo'];

/** These stand on the line of help however narrow it is. */
export const HELP_ALWAYS: readonly KeyHelp[] = [
  ['?', 'help'],
  ['q', 'quit'],
];

/** The line of help: what is most likely wanted now comes first. */
export const HELP_LINES: Readonly<Record<State, readonly KeyHelp[]>> = {
  standby: [
    ['space', 'start'],
    ['s', 'no-show'],
    ['l', 'later'],
    ['b', 'back'],
    ['1-4', 'practice'],
    UNDO,
  ],
  running: [
    ['enter', 'finish'],
    ['h', 'hold'],
    ['g', '+0:30'],
    ['G', '+1:00'],
    ['b', 'false start'],
    UNDO,
  ],
  held: [['space', 'go on'], ['enter', 'finish'], ['g', '+0:30'], ['b', 'false start'], UNDO],
  closed: [['o', 'reopen'], ['b', 'back to the last talk'], UNDO],
};

/** Every key, for the help that `?` opens. */
export const HELP: readonly KeyHelp[] = [
  ['space', 'start; go on'],
  ['enter, f', 'finish the talk'],
  ['h', 'hold the clock'],
  ['s', 'no-show: skip'],
  ['l', 'later: to the end'],
  ['b', 'back; false start'],
  ['g or +, G', 'give 0:30, 1:00'],
  ['- , _', 'take 0:30, 1:00'],
  ['u', 'undo one press'],
  ['o', 'reopen when closed'],
  ['1 2 3 4', 'practise a signal'],
  ['m', 'sound off, on'],
  ['p, P', 'podium’s button'],
  ['L', 'take the saved file'],
  ['c, T', 'phone’s code, new token'],
  ['i', 'light and addresses'],
  ['q, Ctrl-C', 'quit'],
];
