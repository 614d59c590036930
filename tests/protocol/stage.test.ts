/** The stage's table, cell by cell, against the words of the design. */
import { describe, expect, it } from 'vitest';
import {
  EVENT_NAMES,
  OPENING,
  STATES,
  TABLE,
  elapsedOf,
  positionOf,
  put,
  step,
  type Cell,
  type EventName,
  type Stage,
  type State,
} from '../../protocol/stage.ts';
import { after, duration, instant, minutes, seconds } from '../../protocol/time.ts';

const TALKS = 3;
const NOW = instant(1_000_000);

/** What the design's table says, in words that the checks below give a meaning. */
const DESIGN = {
  start: {
    standby: 'running, clock from 0',
    running: 'refused',
    held: 'running, clock goes on',
    closed: 'refused',
  },
  hold: { standby: 'refused', running: 'held', held: 'refused', closed: 'refused' },
  finish: {
    standby: 'refused',
    running: 'standby of the next talk, closed after the last',
    held: 'standby of the next talk, closed after the last',
    closed: 'refused',
  },
  skip: {
    standby: 'the next talk, closed after the last; the changeover goes on',
    running: 'refused',
    held: 'refused',
    closed: 'refused',
  },
  back: {
    standby: 'standby of the previous talk, refused at the first',
    running: 'standby of this talk',
    held: 'standby of this talk',
    closed: 'standby of the last talk',
  },
  grant: {
    standby: 'refused',
    running: 'the score moves',
    held: 'the score moves',
    closed: 'refused',
  },
  reopen: {
    standby: 'refused',
    running: 'refused',
    held: 'refused',
    closed: 'standby of the first talk, or of one added since',
  },
  undo: {
    standby: 'the stage before',
    running: 'the stage before',
    held: 'the stage before',
    closed: 'the stage before',
  },
  go: {
    standby: 'running, clock from 0',
    running: 'standby of the next talk, closed after the last',
    held: 'running, clock goes on',
    closed: 'refused',
  },
} as const satisfies Record<EventName, Record<State, string>>;
type Words = (typeof DESIGN)[EventName][State];

/** The cells of TABLE that words stand for. */
const CELLS: Readonly<Record<Words, readonly (Cell | undefined)[]>> = {
  refused: [undefined],
  'the stage before': [undefined],
  'running, clock from 0': [{ to: 'running', move: 'same', clock: 'zero' }],
  'running, clock goes on': [{ to: 'running', move: 'same', clock: 'go-on' }],
  held: [{ to: 'held', move: 'same', clock: 'stop' }],
  'standby of the next talk, closed after the last': [
    { to: 'standby', move: 'next', clock: 'zero' },
  ],
  'the next talk, closed after the last; the changeover goes on': [
    { to: 'standby', move: 'next', clock: 'keep' },
  ],
  'standby of the previous talk, refused at the first': [
    { to: 'standby', move: 'previous', clock: 'zero' },
  ],
  'standby of this talk': [{ to: 'standby', move: 'same', clock: 'zero' }],
  'standby of the last talk': [{ to: 'standby', move: 'previous', clock: 'zero' }],
  'the score moves': [
    { to: 'running', move: 'same', clock: 'grant' },
    { to: 'held', move: 'same', clock: 'grant' },
  ],
  'standby of the first talk, or of one added since': [
    { to: 'standby', move: 'again', clock: 'zero' },
  ],
};

/** A stage that came to `state` in the ordinary way, 100 s ago, with 60 s granted while a talk is on. */
function stageIn(state: State, talk: number): Stage {
  const on = state === 'running' || state === 'held';
  const place = { state, talk, elapsed: seconds(0), granted: seconds(on ? 60 : 0) };
  const then = instant(NOW - 100_000);
  if (state !== 'held') return put(OPENING, place, then);
  return { ...put(OPENING, place, then), banked: seconds(100) };
}

type Told = Pick<Stage, 'state' | 'talk' | 'granted'> & { elapsed: number; rev: number };

/** What an event led to, a second later; or why it was refused. */
function outcome(event: EventName, stage: Stage, talks = TALKS): Told | string {
  const told = step(stage, { type: event, amount: seconds(30) }, NOW, talks);
  if (!told.accepted) return told.reason;
  const { state, talk, granted, rev } = told.stage;
  return { state, talk, granted, rev, elapsed: elapsedOf(told.stage, after(NOW, seconds(1))) };
}

const of = (state: State, talk: number, elapsed: number, granted = 0): Told => ({
  state,
  talk,
  rev: 2,
  elapsed: elapsed * 1000,
  granted: seconds(granted),
});

/** What words mean: the outcome at the first, second and third of three talks. */
function meaning(words: Words, state: State): readonly (Told | string)[] {
  const each = (told: (talk: number) => Told | string): (Told | string)[] => [0, 1, 2].map(told);
  switch (words) {
    case 'refused':
      return each(() => 'refused');
    case 'the stage before':
      return each(() => 'nothing');
    case 'running, clock from 0':
      return each((talk) => of('running', talk, 1));
    case 'running, clock goes on':
      return each((talk) => of('running', talk, 101, 60));
    case 'held':
      return each((talk) => of('held', talk, 100, 60));
    case 'standby of the next talk, closed after the last':
      return [of('standby', 1, 1), of('standby', 2, 1), of('closed', 3, 1)];
    case 'the next talk, closed after the last; the changeover goes on':
      return [of('standby', 1, 101), of('standby', 2, 101), of('closed', 3, 101)];
    case 'standby of the previous talk, refused at the first':
      return ['first', of('standby', 0, 1), of('standby', 1, 1)];
    case 'standby of this talk':
      return each((talk) => of('standby', talk, 1));
    case 'standby of the last talk':
      return each(() => of('standby', 2, 1));
    case 'the score moves':
      return each((talk) => of(state, talk, state === 'held' ? 100 : 101, 90));
    case 'standby of the first talk, or of one added since':
      return each(() => of('standby', 0, 1));
  }
}

describe('the table', () => {
  const cells = EVENT_NAMES.flatMap((event) =>
    STATES.map((state) => [event, state, DESIGN[event][state]] as const),
  );
  const table: Readonly<Partial<Record<EventName, Partial<Record<State, Cell>>>>> = TABLE;

  it.each(cells)('%s in %s: %s', (event, state, words) => {
    expect(CELLS[words]).toContainEqual(table[event]?.[state]);
    const talks = state === 'closed' ? [TALKS, TALKS, TALKS] : [0, 1, 2];
    const outcomes = talks.map((talk) => outcome(event, stageIn(state, talk)));
    expect(outcomes).toEqual(meaning(words, state));
  });

  it('has the states and events of the design, and no others', () => {
    expect(Object.keys(DESIGN)).toEqual([...EVENT_NAMES]);
    expect(Object.keys(TABLE)).toEqual(EVENT_NAMES.filter((name) => name !== 'undo'));
  });
});

describe('a session', () => {
  it('opens in standby of the first talk, with no changeover clock', () => {
    expect(OPENING).toMatchObject({ state: 'standby', talk: 0, anchor: null, rev: 0 });
    expect(positionOf(OPENING, instant(minutes(10)))).toBe(0);
  });

  it('keeps the clock out of a skip before the first talk', () => {
    const told = outcome('skip', OPENING);
    expect(told).toMatchObject({ state: 'standby', talk: 1, elapsed: 0 });
  });

  it('opens again at the first of the talks that were added since it closed', () => {
    const closed = stageIn('closed', 3);
    expect(outcome('reopen', closed, 5)).toEqual(of('standby', 3, 1));
    expect(outcome('back', closed, 5)).toEqual(of('standby', 2, 1));
  });

  it('goes back to the last talk when talks were taken out after it closed', () => {
    expect(outcome('back', stageIn('closed', 3), 2)).toEqual(of('standby', 1, 1));
  });

  it('refuses every event while there is no programme', () => {
    for (const event of EVENT_NAMES) expect(outcome(event, OPENING, 0)).toBe('no-programme');
  });

  it('counts a position from the start, less what was granted', () => {
    const running = stageIn('running', 0);
    expect(positionOf(running, NOW)).toBe(40_000);
    expect(positionOf(running, instant(NOW - 100_000))).toBe(-60_000);
    expect(elapsedOf(running, NOW)).toBe(100_000);
    expect(duration(elapsedOf(stageIn('held', 0), instant(0)))).toBe(100_000);
  });
});
