/** Power cut at every write to the EEPROM, one by one; and how the writes are spread. */
import { leftAlone, press } from '../../firmware/left-alone.ts';
import { after, cutEverywhere, type Act } from '../../firmware/cuts.ts';
import type { ImageBoard } from '../../support/image-board.ts';
import { CLAP, FIVE_MINUTES, lengthOf, programmeOf } from '../../support/programmes.ts';
import type { Row } from '../row.ts';

const TALKS = 64;
const ids = Array.from({ length: TALKS }, (_, i) => i + 1);
const programme = (order: readonly number[], length = FIVE_MINUTES) =>
  programmeOf(order.map((id) => ({ id, rules: CLAP, length })));

const event = (board: ImageBoard, name: 'start' | 'finish' | 'skip' | 'back'): void => {
  board.values(name, { rev: board.values('stage', {}).rev });
};
const nothing: Act = () => undefined;
const load: Act = (board) => {
  board.load(programme(ids));
};
/** The talk that is on moves, and all others get shorter. */
const edit: Act = (board) => {
  board.load(programme(ids.toReversed(), lengthOf('4:00')), TALKS - 2);
};
const change: Act = (board) => {
  event(board, 'start');
  event(board, 'finish');
};

export function cuts(): Row[] {
  const loaded = after(new Uint8Array(), load).eeprom;
  const second = after(loaded, change).eeprom;
  const found = [
    cutEverywhere(new Uint8Array(), nothing, load),
    cutEverywhere(second, (board) => event(board, 'start'), edit),
    cutEverywhere(second, nothing, change),
  ];
  // So often that the ring's old records are written over.
  let eeprom = loaded;
  for (let i = 0; i < 9; i++) {
    const skip: Act = (board) => event(board, 'skip');
    found.push(cutEverywhere(eeprom, nothing, skip));
    eeprom = after(eeprom, skip).eeprom;
  }
  const writes = found.reduce((sum, one) => sum + one.writes, 0);
  return [
    {
      name: `EEPROM states neither old nor new, four cuts at each of ${String(writes)} writes`,
      value: found.reduce((sum, one) => sum + one.mixtures.length, 0),
      unit: '',
      target: '<= 0',
    },
  ];
}

/** Writes to the cell that is written most, in a session of 64 talks with no computer. */
export function wear(): Row[] {
  const board = leftAlone(TALKS);
  const { writes } = board.uno.eeprom;
  writes.fill(0);
  for (let talk = 0; talk < TALKS; talk++) {
    press(board);
    board.run(2500);
    press(board);
    board.run(2500);
  }
  return [
    {
      name: 'writes to the busiest cell of the EEPROM, a session of 64 talks',
      value: Math.max(...writes),
      unit: '',
      target: '<= 20',
    },
  ];
}
