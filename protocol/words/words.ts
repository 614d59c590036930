/** The words of the screens in English, and the shape that every other language's table has. */
import type { ReadyMessage } from '../message-texts.ts';
import type { Lamp } from '../signal.ts';

export interface Words {
  /** From which side the language is written. */
  readonly dir: 'ltr' | 'rtl';
  /** By phase; phases of other rules are called as their rules call them. */
  readonly phases: Readonly<Record<PhaseWord, string>>;
  /** Before the word of a phase that is shown so that the room learns it. */
  readonly practice: string;
  readonly first: string;
  readonly next: string;
  readonly left: string;
  readonly over: string;
  readonly start: string;
  readonly soon: string;
  readonly startsIn: string;
  /** Over the legend of signals. */
  readonly legend: string;
  /** When the changeover is used up. */
  readonly comeUp: string;
  readonly thanks: string;
  readonly moment: string;
  readonly lost: string;
  readonly alone: string;
  readonly doubtful: string;
  readonly sleepy: string;
  /** What a message is called to screen readers, and the ready ones; others are shown as they were typed. */
  readonly message: string;
  readonly messages: Readonly<Record<ReadyMessage, string>>;
  /** For the plain page, which has no lamps. */
  readonly lamps: Readonly<Record<Lamp | 'dark', string>>;
  readonly menu: Readonly<Record<'screen' | 'view' | 'tone' | 'steady', string>>;
  readonly sound: Readonly<Record<'off' | 'quiet' | 'normal', string>>;
}

export type PhaseWord =
  | 'go'
  | 'one-finger'
  | 'two-finger'
  | 'applause'
  | 'overtime'
  | 'held'
  | 'changeover'
  | 'closed'
  | 'no-programme';

export const ENGLISH: Words = {
  dir: 'ltr',
  phases: {
    go: 'go',
    'one-finger': 'one finger',
    'two-finger': 'two fingers',
    applause: 'applause',
    overtime: 'overtime',
    held: 'pause',
    changeover: 'changeover',
    closed: 'the end',
    'no-programme': 'no lineup',
  },
  practice: 'practice',
  first: 'first',
  next: 'next',
  left: 'left',
  over: 'over',
  start: 'start',
  soon: 'Starting soon',
  startsIn: 'Starts in',
  legend: 'what the light says',
  comeUp: 'please come up',
  thanks: 'That was all. Thank you!',
  moment: 'one moment …',
  lost: 'offline',
  alone: 'offline: reconnecting …',
  doubtful: 'offline: this may be wrong',
  sleepy: 'This screen may go to sleep: touch it once, or turn its sleep off.',
  message: 'message',
  messages: {
    'microphone!': 'microphone!',
    louder: 'louder',
    slower: 'slower',
    'wrap up': 'wrap up',
    'repeat the question': 'repeat the question',
    'technical pause, we go on shortly': 'technical pause, we go on shortly',
    'short break': 'short break',
    'please take your seats': 'please take your seats',
  },
  lamps: { red: 'red', amber: 'amber', green: 'green', blue: 'blue', dark: 'dark' },
  menu: { screen: 'Full screen', view: 'View', tone: 'Bright or dim', steady: 'No blinking' },
  sound: { off: 'Sound: off', quiet: 'Sound: quiet', normal: 'Sound: normal' },
};

/** The word of a phase; phases of other rules are called as their rules call them. */
export const wordOf = (name: string, { phases }: Words = ENGLISH): string =>
  Object.entries(phases).find(([key]) => key === name)?.[1] ?? name.replaceAll('-', ' ');

/** A message as screens show it: a ready one in their language. */
export const messageIn = (text: string, { messages }: Words): string =>
  Object.entries(messages).find(([key]) => key === text)?.[1] ?? text;
