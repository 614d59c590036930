/** The stage's one table: its states and events, where each leads, and what becomes of talk and clock. */
export const STATES = ['standby', 'running', 'held', 'closed'] as const;
export type State = (typeof STATES)[number];

export const EVENT_NAMES = [
  'start',
  'hold',
  'finish',
  'skip',
  'back',
  'grant',
  'reopen',
  'undo',
  'go',
] as const;
export type EventName = (typeof EVENT_NAMES)[number];

/** Which talk an accepted event leads to. `next` after the last talk closes the stage. */
export const MOVES = ['same', 'next', 'previous', 'again'] as const;
/** What becomes of the clock. `keep`: goes on or stands, as it was. */
export const CLOCKS = ['keep', 'zero', 'go-on', 'stop', 'grant'] as const;

export interface Cell {
  readonly to: State;
  readonly move: (typeof MOVES)[number];
  readonly clock: (typeof CLOCKS)[number];
}

const start: Cell = { to: 'running', move: 'same', clock: 'zero' };
const goOn: Cell = { to: 'running', move: 'same', clock: 'go-on' };
const hold: Cell = { to: 'held', move: 'same', clock: 'stop' };
const finish: Cell = { to: 'standby', move: 'next', clock: 'zero' };
const skip: Cell = { to: 'standby', move: 'next', clock: 'keep' };
const toPrevious: Cell = { to: 'standby', move: 'previous', clock: 'zero' };
const falseStart: Cell = { to: 'standby', move: 'same', clock: 'zero' };
const reopen: Cell = { to: 'standby', move: 'again', clock: 'zero' };
const grantIn = (to: State): Cell => ({ to, move: 'same', clock: 'grant' });

type Row = Readonly<Partial<Record<State, Cell>>>;

/** The table. A cell that is missing refuses. `undo` has no cells: it brings the stage before back. */
export const TABLE = {
  start: { standby: start, held: goOn },
  hold: { running: hold },
  finish: { running: finish, held: finish },
  skip: { standby: skip },
  back: { standby: toPrevious, running: falseStart, held: falseStart, closed: toPrevious },
  grant: { running: grantIn('running'), held: grantIn('held') },
  reopen: { closed: reopen },
  go: { standby: start, running: finish, held: goOn },
} as const satisfies Readonly<Record<Exclude<EventName, 'undo'>, Row>>;
