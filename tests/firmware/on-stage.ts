/** A podium in the middle of a talk, and how true its clock is. */
import { mulberry32 } from '../../host/system/random.ts';
import { ImageBoard } from '../support/image-board.ts';
import { clapTalks } from '../support/programmes.ts';

/** An Uno with its bootloader, in the middle of the second talk. */
export function onStage(): ImageBoard {
  const board = new ImageBoard();
  board.run(100);
  board.load(clapTalks(4));
  for (const event of ['start', 'finish', 'start'] as const)
    board.values(event, { rev: board.values('stage', {}).rev });
  return board;
}

/** What the stage's clock says, less what has really passed. */
export const lead = (board: ImageBoard): number =>
  (board.values('stage', {}).elapsed ?? 0) - board.uno.ms;

/** Whole numbers from `least` to `most`, the same for the same seed. */
export function drawing(seed: number): (least: number, most: number) => number {
  const random = mulberry32(seed);
  return (least, most) => least + Math.floor(random() * (most - least + 1));
}
