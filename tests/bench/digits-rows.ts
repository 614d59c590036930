/** Lamp edges while the line is full and the EEPROM writes, with each module of digits and with none. */
import { DIGIT_MODULES, type DigitModule } from '../../protocol/digits.ts';
import { PRESETS } from '../../protocol/presets.ts';
import { isProgrammeProblem, makeProgramme, type Programme } from '../../protocol/programme.ts';
import { THREE_TIERS } from '../../protocol/signal.ts';
import { seconds } from '../../protocol/time.ts';
import { Max7219 } from '../../host/emulator/max7219.ts';
import { Tm1637 } from '../../host/emulator/tm1637.ts';
import { CYCLES_PER_MS } from '../../host/emulator/uno.ts';
import { ImageBoard } from '../support/image-board.ts';
import type { Row } from './row.ts';
import { running, tickOf } from './lateness.ts';

const PINS = { data: 11, clock: 13, load: 10 };
/** One finger, two fingers, applause, overtime, its repeat, in talks of 65 s. */
const LENGTH = 65;
const DUE = [5_000, 45_000, 65_000, 95_000, 125_000];
const TALKS = 2;

function programme(first: number): Programme {
  const rules = PRESETS.get('clap');
  if (!rules) throw new Error('no rules "clap"');
  const plans = Array.from({ length: 40 }, (_, i) => ({
    id: i < TALKS ? i + 1 : first + i,
    ...{ rules, length: seconds(LENGTH) },
  }));
  const made = makeProgramme(plans, THREE_TIERS);
  if (isProgrammeProblem(made)) throw new Error(made.message);
  return made;
}

function boardWith(module: DigitModule): ImageBoard {
  const board = new ImageBoard();
  if (module === 'max7219') board.digits.push(new Max7219(PINS, 2));
  if (module === 'tm1637') {
    const tm = new Tm1637(PINS);
    tm.onPull = (pin, low) => {
      board.uno.setInput(pin, low ? false : undefined);
    };
    board.digits.push(tm);
  }
  board.run(200);
  board.values('set', { name: 'digits', value: DIGIT_MODULES.indexOf(module) });
  board.load(programme(100));
  return board;
}

/** Keeps the line full until `end`: questions one after the other, and load upon load with its commit. */
function fill(board: ImageBoard, talk: number, end: number): void {
  for (let round = 0; board.uno.cycles < end; round++) {
    if (round % 40 === 0) board.load(programme(100 + (round % 97)), talk);
    board.values('log', { since: Math.max(0, board.log().length - 20) });
    board.values('stage', {});
    board.values('hello', {});
  }
}

function latenessOf(board: ImageBoard, talk: number): number[] {
  const { clock } = running(board);
  const tick = tickOf(board);
  const at = (due: number): number => tick + (clock + due) * CYCLES_PER_MS;
  const from = board.edges.length;
  fill(board, talk, at((DUE.at(-1) ?? 0) + 3000));
  const edges = board.edges.slice(from);
  board.values('finish', { rev: board.values('stage', {}).rev });
  return DUE.map((due) => {
    const nearest = edges.reduce((best, edge) =>
      Math.abs(edge.cycle - at(due)) < Math.abs(best.cycle - at(due)) ? edge : best,
    );
    return (nearest.cycle - at(due)) / CYCLES_PER_MS;
  });
}

export function loaded(): Row[] {
  return DIGIT_MODULES.flatMap((module) => {
    const board = boardWith(module);
    const late = Array.from({ length: TALKS }, (_, talk) => latenessOf(board, talk)).flat();
    const name = `lamp edge with the line full and commits, ${module === 'none' ? 'no digits' : module}`;
    return [
      { name: `${name}, earliest`, value: Math.min(...late), unit: 'ms', target: '0 … 1.5' },
      { name: `${name}, latest`, value: Math.max(...late), unit: 'ms', target: '0 … 1.5' },
    ];
  });
}
