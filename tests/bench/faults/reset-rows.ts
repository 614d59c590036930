/** How far a talk is off after a reset, before any host corrects it. */
import { withHangs } from '../../firmware/hang.ts';
import { drawing, lead, onStage } from '../../firmware/on-stage.ts';
import type { ImageBoard } from '../../support/image-board.ts';
import type { Row } from '../row.ts';

const RESETS = 200;
/** Bites of the watchdog that come sooner after each other are taken for a fault. */
const APART = 6000;

type Reset = (board: ImageBoard) => void;

/** The largest error that a single one of many resets, at random moments, makes. */
function worst(reset: Reset): number {
  const draw = drawing(7);
  const board = onStage();
  return Array.from({ length: RESETS }, () => {
    const before = lead(board);
    board.uno.runTo(board.uno.cycles + draw(0, 800_000));
    reset(board);
    return Math.abs(lead(board) - before);
  }).reduce((most, error) => Math.max(most, error));
}

const row = (how: string, value: number): Row => ({
  name: `error after a reset in mid-talk, before the host corrects, ${String(RESETS)} × ${how}`,
  value,
  unit: 'ms',
  target: '<= 60',
});

export function resets(): Row[] {
  const rows = [
    row(
      'port opened',
      worst((board) => {
        board.uno.reset('external');
        board.run(1500);
      }),
    ),
  ];
  withHangs((hang) => {
    const bitten = worst((board) => {
      hang(board);
      board.run(APART);
    });
    rows.push(row('watchdog', bitten));
  });
  return rows;
}
