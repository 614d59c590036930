import { describe, expect, it } from 'vitest';
import { programmeCrc, type Programme } from '../../protocol/programme.ts';
import { Cells, type CutOutcome } from '../../host/virtual/cells.ts';
import { ImageBoard } from '../support/image-board.ts';
import { CLAP, FIVE_MINUTES, lengthOf, programmeOf } from '../support/programmes.ts';

/** What a cut leaves of the byte that is being written: nothing new, nothing, the new one, or junk. */
const OUTCOMES: readonly CutOutcome[] = ['old', 'erased', 'new', 0x5a];

class Cut extends Error {}

/** A board whose power goes at its n-th write, if there are so many. Says whether it went. */
function withCut(
  eeprom: Uint8Array,
  nth: number,
  outcome: CutOutcome,
  act: Act,
): [ImageBoard, boolean] {
  const cells = new Cells(eeprom);
  const board = powered(cells);
  let writes = 0;
  cells.onWrite = () => {
    if (++writes === nth) throw new Cut();
  };
  try {
    act(board);
    return [board, false];
  } catch (error) {
    if (!(error instanceof Cut)) throw error;
  }
  cells.onWrite = () => undefined;
  board.uno.reset('power', { cut: outcome });
  return [settled(board), true];
}

type Act = (board: ImageBoard) => void;

const powered = (cells: Cells): ImageBoard =>
  settled(new ImageBoard({ eeprom: cells, bootDelayMs: 0 }));

function settled(board: ImageBoard): ImageBoard {
  board.run(100);
  return board;
}

/** All that a podium knows after its power came back. */
function state(board: ImageBoard): string {
  const { programme } = board.values('boot', {});
  const { state, talk, elapsed, granted, truth } = board.values('stage', {});
  const { value } = board.values('get', { name: 'trim' });
  return `${programme} ${state} ${String(talk)} ${String(elapsed)} ${String(granted)} ${truth} ${String(value)}`;
}

/** The EEPROM that a podium has after an act, and what it then knows when the power comes. */
function after(eeprom: Uint8Array, act: Act): { eeprom: Uint8Array; state: string } {
  const board = powered(new Cells(eeprom));
  act(board);
  board.uno.reset('power');
  return { eeprom: board.uno.eeprom.bytes.slice(), state: state(settled(board)) };
}

const programmes = (ids: readonly number[], length = FIVE_MINUTES): Programme =>
  programmeOf(ids.map((id) => ({ id, rules: CLAP, length })));

const FIRST = programmes([1, 2, 3]);
/** The talk that was second goes to the end, one is new, and all are shorter. */
const EDITED = programmes([1, 3, 4, 2], lengthOf('4:00'));

const rev = (board: ImageBoard): number => board.values('stage', {}).rev;
const load =
  (programme: Programme, talk: number): Act =>
  (board) => {
    board.load(programme, talk);
  };
const go =
  (...events: ('start' | 'finish' | 'skip' | 'back' | 'reopen')[]): Act =>
  (board) => {
    for (const event of events) board.values(event, { rev: rev(board) });
  };

const EMPTY = new Uint8Array();
const LOADED = after(EMPTY, load(FIRST, 0)).eeprom;
const SECOND = after(LOADED, go('start', 'finish')).eeprom;

describe('when the power goes at any write to the EEPROM', () => {
  it.each<[string, Uint8Array, Act, Act]>([
    ['a first load', EMPTY, () => undefined, load(FIRST, 0)],
    ['an edit before the session', LOADED, () => undefined, load(EDITED, 0)],
    ['an edit in standby, whose talk moves', SECOND, () => undefined, load(EDITED, 1)],
    ['an edit in the middle of a talk', SECOND, go('start'), load(EDITED, 3)],
    ['the end of a talk', SECOND, go('start'), go('finish')],
    ['a talk that is skipped', SECOND, () => undefined, go('skip')],
    ['the talk before', SECOND, () => undefined, go('back')],
    [
      'a setting',
      LOADED,
      () => undefined,
      (board) => board.values('set', { name: 'trim', value: -17 }),
    ],
  ])('%s leaves the old or the new, never a mixture', (_, eeprom, before, act) => {
    const seen = new Set<string>();
    const old = after(eeprom, before).state;
    const then = after(eeprom, (board) => {
      before(board);
      act(board);
    }).state;
    for (const outcome of OUTCOMES) {
      for (let nth = 1; ; nth++) {
        const [board, cut] = withCut(eeprom, nth, outcome, (board) => {
          before(board);
          act(board);
        });
        if (!cut) break;
        seen.add(state(board));
      }
    }
    // Before the act's first write there are those of the events that led to it.
    const early = after(eeprom, () => undefined).state;
    expect([old, then, early]).toEqual(expect.arrayContaining([...seen]));
    expect(seen).toContain(then);
  });

  it('comes up in standby of the talk that was on, and says that it lost its power', () => {
    const board = powered(new Cells(SECOND));
    go('start')(board);
    board.run(10_000);
    board.uno.reset('power');
    settled(board);
    expect(board.values('stage', {})).toMatchObject({ state: 'standby', talk: 1, truth: '!' });
    expect(board.values('boot', {})).toMatchObject({ why: 'cold' });
  });

  it('comes up closed after a session that was closed, and new after one that had not begun', () => {
    const skips = Array.from({ length: 3 }, () => 'skip' as const);
    expect(after(LOADED, go(...skips)).state).toMatch(/closed 3 null 0 =/);
    expect(after(EMPTY, load(FIRST, 0)).state).toMatch(/standby 0 null 0 =/);
  });

  it('takes no damaged programme for one, and none of an older load', () => {
    const cells = new Cells(after(LOADED, load(EDITED, 0)).eeprom);
    const board = powered(cells);
    const crc = programmeCrc(EDITED).toString(16).toUpperCase().padStart(4, '0');
    expect(board.values('boot', {}).programme).toBe(crc);
    const at = cells.bytes.findIndex((byte, i) => byte === 4 && cells.bytes[i + 3] === 2);
    cells.bytes[at] = 99;
    board.uno.reset('power');
    settled(board);
    expect(board.values('boot', {}).programme).toBe('0000');
    expect(board.outcome('start', { rev: 0 })).toBe('no-programme');
  });
});
