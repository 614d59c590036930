/** A podium that was loaded by a computer which is gone, and its button. */
import type { Programme } from '../../protocol/programme.ts';
import { SETTINGS } from '../../protocol/wire.ts';
import { ImageBoard } from '../support/image-board.ts';
import { CLAP, lengthOf, programmeOf } from '../support/programmes.ts';

/** So many talks of half a minute. */
export const talksOf = (count: number, first = 1): Programme =>
  programmeOf(
    Array.from({ length: count }, (_, i) => ({
      id: first + i,
      rules: CLAP,
      length: lengthOf('0:30'),
    })),
  );

/** Of what a computer did nothing is left but the EEPROM: an older programme, and one of so many talks. */
export function leftAlone(count: number): ImageBoard {
  const board = new ImageBoard();
  board.run(100);
  board.load(talksOf(2, 1000));
  board.load(talksOf(count));
  board.uno.reset('power');
  board.run(5000);
  return board;
}

export function press(board: ImageBoard): void {
  board.uno.setInput(SETTINGS['pin-button'].start, false);
  board.run(150);
  board.uno.setInput(SETTINGS['pin-button'].start, undefined);
  board.run(100);
}
