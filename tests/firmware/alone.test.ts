import { describe, expect, it } from 'vitest';
import { Cells } from '../../host/emulator/cells.ts';
import { LAMPS } from '../../protocol/signal.ts';
import { ImageBoard } from '../support/image-board.ts';
import { leftAlone, press, talksOf } from './left-alone.ts';

const { green, amber, red } = LAMPS;
/** A dark column that winks red, once in four seconds. */
const NO_PROGRAMME = [0, red];

describe('a podium with no computer', () => {
  it('plays a session of twenty talks by its button', () => {
    const board = leftAlone(20);
    for (let talk = 0; talk < 20; talk++) {
      const lamps = [board.lamps];
      press(board);
      lamps.push(board.lamps);
      // Two fingers at 0:10 with five seconds of blinking, applause at 0:30.
      for (const ms of [16_000, 15_500]) {
        board.run(ms);
        lamps.push(board.lamps);
      }
      expect(lamps).toEqual([green | amber, green, amber | red, red]);
      press(board);
      board.run(3000);
    }
    expect(board.lamps).toBe(0);
    expect(board.values('stage', {})).toMatchObject({ state: 'closed', talk: 20 });
  });

  it('plays one of sixty-four, and wears no cell of its EEPROM out by it', () => {
    const board = leftAlone(64);
    board.uno.eeprom.writes.fill(0);
    for (let talk = 0; talk < 64; talk++) {
      press(board);
      expect(board.lamps).toBe(green);
      board.run(2500);
      press(board);
      board.run(2500);
    }
    expect(board.values('stage', {})).toMatchObject({ state: 'closed', talk: 64 });
    // The cells are good for 100,000 writes: five thousand sessions as long as can be.
    expect(Math.max(...board.uno.eeprom.writes)).toBeLessThanOrEqual(20);
  });

  it('shows that it has no programme, and starts nothing', () => {
    const board = new ImageBoard();
    board.run(5000);
    press(board);
    board.run(9000);
    expect(lampsOf(board)).toEqual(NO_PROGRAMME);
    expect(board.values('stage', {})).toMatchObject({ state: 'standby', talk: 0, rev: 0 });
  });
});

const lampsOf = (board: ImageBoard): number[] =>
  [...new Set(board.edges.map(({ lamps }) => lamps))].sort((a, b) => a - b);

describe('a programme that is damaged', () => {
  /** In the middle of a session, with another programme behind the one in force. */
  const board = leftAlone(20);
  press(board);
  board.run(3000);
  press(board);
  board.run(3000);
  const whole = board.uno.eeprom.bytes.slice();
  const { programme } = board.values('boot', {});
  const used = 5 + programmeLength(whole);

  /** A podium whose EEPROM has lost some bits of a byte, when the power comes. */
  function damaged(address: number, bits: number): ImageBoard {
    const cells = new Cells(whole);
    cells.bytes[address] = (whole[address] ?? 0) ^ bits;
    const one = new ImageBoard({ eeprom: cells, bootDelayMs: 0 });
    one.run(60);
    return one;
  }

  it('is no programme, whichever of its bytes it is: never the one before, never a guess', () => {
    for (let address = 0; address < used; address++) {
      const bits = 1 << (address % 8);
      const one = damaged(address, bits);
      expect([address, one.values('boot', {}).programme]).toEqual([address, '0000']);
    }
  });

  it.each([
    ['head', 0],
    ['seal', 4],
    ['count of talks', 5],
    ['first talk', 9],
    ['last cue', used - 1],
  ])('in its %s, shows so, starts nothing, and is mended by a load', (_, address) => {
    const one = damaged(address, 0x10);
    one.run(4000);
    press(one);
    one.run(9000);
    expect(lampsOf(one)).toEqual(NO_PROGRAMME);
    const { state, talk, rev } = one.values('stage', {});
    expect({ state, talk, rev }).toEqual({ state: 'standby', talk: 0, rev: 0 });
    one.load(talksOf(7));
    one.uno.reset('power');
    one.run(100);
    expect(one.values('stage', {})).toMatchObject({ state: 'standby', talk: 0 });
    expect(one.values('boot', {}).programme).not.toBe('0000');
  });

  it('is not what damage elsewhere makes of it', () => {
    for (let address = used; address < 936; address += 7) {
      const one = damaged(address, 0xff);
      expect([address, one.values('boot', {}).programme]).toEqual([address, programme]);
      expect(one.values('stage', {})).toMatchObject({ state: 'standby', talk: 1, truth: '!' });
    }
  });
});

/** Of the programme at the beginning of an EEPROM, behind its head. */
function programmeLength(bytes: Uint8Array): number {
  const [talks = 0, scores = 0, cues = 0] = bytes.subarray(5);
  return 4 + talks * 3 + scores * 5 + cues * 4;
}
