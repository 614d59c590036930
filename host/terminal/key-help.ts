/** The keys as the screen's help tells of them. */
import { READY_MESSAGES, type MessageTo } from '../../protocol/message-texts.ts';
import type { State } from '../../protocol/stage.ts';

/** A key, and what it does. */
export type KeyHelp = readonly [key: string, does: string];

export const UNDO: KeyHelp = ['u', 'undo'];
const TECHNICAL: KeyHelp = ['h', 'technical pause'];

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
    TECHNICAL,
    ['l', 'move to end'],
    ['a', 'began already'],
    ['b', 'previous'],
    ['1-4', 'show a signal'],
    UNDO,
  ],
  running: [
    ['enter', 'finish'],
    ['h', 'pause'],
    ['g', '+0:30'],
    ['t', '+1:00'],
    ['b', 'restart'],
    UNDO,
  ],
  held: [['space', 'go on'], ['enter', 'finish'], ['g', '+0:30'], ['b', 'restart'], UNDO],
  closed: [['o', 'reopen'], ['b', 'previous talk'], UNDO],
};

/** The same while the room reads that there is a technical pause. */
export const PAUSED_LINE: readonly KeyHelp[] = [
  ['h', 'end the pause'],
  ...HELP_LINES.standby.filter((key) => key !== TECHNICAL),
];

/** What a key that means nothing is answered with: the likeliest ones that do something now. */
export const keysNow = (state: State): string =>
  HELP_LINES[state]
    .slice(0, 2)
    .map(([key, does]) => `${key} ${does}`)
    .join(', ');

/** The line of help in the lineup mode, and while a line is typed. */
export const LINEUP_LINE: readonly KeyHelp[] = [
  ['a', 'add'],
  ['i', 'add next'],
  ['< >', 'move'],
  ['r', 'rename'],
  ['d', 'length'],
  ['x', 'swap'],
  ['n', 'next'],
];
export const LINEUP_ALWAYS: readonly KeyHelp[] = [
  ['?', 'help'],
  ['esc', 'leave'],
];
export const TYPING_LINE: readonly KeyHelp[] = [
  ['enter', 'save'],
  ['esc', 'cancel'],
  ['← →', 'move the cursor'],
  ['', 'other keys only type'],
];

/** While a message is typed: the ready ones. */
export const messageKeys = (to: MessageTo): readonly KeyHelp[] =>
  READY_MESSAGES[to].map((text, i) => [String(i + 1), text]);
export const messageAlways = (to: MessageTo): readonly KeyHelp[] => [
  ['tab', to === 'speaker' ? 'room' : 'speaker'],
  ['esc', 'cancel'],
];

/** Every key of the lineup mode. */
export const LINEUP_HELP: readonly KeyHelp[] = [
  ['up, down', 'choose a talk'],
  ['a', 'add a speaker at the end'],
  ['i', 'add one who is next'],
  ['<, >', 'earlier, later'],
  ['n', 'next; bring back'],
  ['r', 'rename'],
  ['d', 'another length'],
  ['x, x', 'swap two talks'],
  ['delete', 'remove'],
  ['u', 'undo'],
  ['esc, e', 'leave'],
  ['f', 'finish the talk'],
  ['space, h', 'start, pause'],
];

/** Every key, for the help that `?` opens. */
export const HELP: readonly KeyHelp[] = [
  ['space', 'start; go on'],
  ['a 1 2 3', 'began 10–30 s ago'],
  ['enter, f', 'finish the talk'],
  ['h, p', 'pause, technical'],
  ['z', 'pause from sleep'],
  ['s', 'no-show'],
  ['l', 'move to end'],
  ['b', 'previous; restart'],
  ['g or +, t', 'add 0:30, 1:00'],
  ['-, _', 'take 0:30, 1:00'],
  ['u', 'undo one press'],
  ['o', 'reopen when closed'],
  ['1 2 3 4', 'show a signal'],
  ['m', 'sound off, on'],
  ['w', 'message'],
  ['v, x', 'button, long press'],
  ['e', 'edit the lineup'],
  ['r, r', 'take the saved file'],
  ['c', 'code for a phone'],
  ['k, k', 'new token'],
  ['esc', 'close this'],
  ['i', 'light, addresses'],
  ['q, Ctrl-C', 'quit'],
];
