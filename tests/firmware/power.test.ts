import { describe, expect, it } from 'vitest';
import { programmeCrc, type Programme } from '../../protocol/programme.ts';
import { Cells } from '../../host/emulator/cells.ts';
import type { ImageBoard } from '../support/image-board.ts';
import { CLAP, FIVE_MINUTES, lengthOf, programmeOf } from '../support/programmes.ts';
import { after, cutEverywhere, powered, settled, type Act } from './cuts.ts';

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
    [
      'a start',
      SECOND,
      () => undefined,
      (board) => {
        board.uno.reset('power');
        settled(board);
      },
    ],
  ])('%s leaves the old or the new, never a mixture', (_, eeprom, before, act) => {
    const { writes, mixtures, renewed } = cutEverywhere(eeprom, before, act);
    expect(mixtures).toEqual([]);
    expect(renewed).toBe(true);
    expect(writes).toBeGreaterThan(4);
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
    expect(after(LOADED, go(...skips)).knows).toMatch(/closed 3 null 0 =/);
    expect(after(EMPTY, load(FIRST, 0)).knows).toMatch(/standby 0 null 0 =/);
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
