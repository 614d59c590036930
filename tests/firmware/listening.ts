/** A podium that listens, and what it answers. */
import { frame } from '../../protocol/codec.ts';
import { ImageBoard } from '../support/image-board.ts';
import { clapTalks } from '../support/programmes.ts';

export function listening(options: ConstructorParameters<typeof ImageBoard>[0] = {}): ImageBoard {
  const board = new ImageBoard(options);
  board.run(100);
  return board;
}

/** One with three talks of five minutes, in standby of the first. */
export function loaded(): ImageBoard {
  const board = listening();
  board.load(clapTalks(3));
  board.run(2_500);
  return board;
}

/** A whole answer to a body, as a text. */
export function answer(board: ImageBoard, body: string): string {
  const reply = board.exchange(`${frame(body)}\n`);
  const tag = String(reply.tag ?? '-');
  if (reply.ok) return ['ok', tag, ...reply.words].join(' ');
  return ['error', tag, reply.code, ...(reply.rev === undefined ? [] : [reply.rev])].join(' ');
}
