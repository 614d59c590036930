/** Power cut at a podium's writes to its EEPROM, one by one. */
import { Cells, type CutOutcome, type Flight } from '../../host/emulator/cells.ts';
import { ImageBoard } from '../support/image-board.ts';

/** What a cut leaves of the byte that is being written: nothing new, nothing, the new one, or junk. */
const OUTCOMES: readonly CutOutcome[] = ['old', 'erased', 'new', 0x5a];

export type Act = (board: ImageBoard) => void;

export function settled(board: ImageBoard): ImageBoard {
  board.run(100);
  return board;
}

export const powered = (cells: Cells): ImageBoard =>
  settled(new ImageBoard({ eeprom: cells, bootDelayMs: 0 }));

/** All that a podium knows after its power came back. */
function knows(board: ImageBoard): string {
  const { programme } = board.values('boot', {});
  const { state, talk, elapsed, granted, truth } = board.values('stage', {});
  const { value } = board.values('get', { name: 'trim' });
  return `${programme} ${state} ${String(talk)} ${String(elapsed)} ${String(granted)} ${truth} ${String(value)}`;
}

/** The EEPROM that a podium has after an act, and what it then knows when the power comes. */
export function after(eeprom: Uint8Array, act: Act): { eeprom: Uint8Array; knows: string } {
  const board = powered(new Cells(eeprom));
  act(board);
  board.uno.reset('power');
  return { eeprom: board.uno.eeprom.bytes.slice(), knows: knows(settled(board)) };
}

export interface Found {
  readonly writes: number;
  /** What podiums knew that was neither old nor new. */
  readonly mixtures: readonly string[];
  /** Whether one of them knew the new. */
  readonly renewed: boolean;
}

/** An EEPROM at the moment when a write to it begins. */
interface Moment {
  readonly bytes: Uint8Array;
  readonly flight: Flight;
}

/** Every write of an act, and what the EEPROM held. */
function writesOf(eeprom: Uint8Array, act: Act): Moment[] {
  const cells = new Cells(eeprom);
  const board = powered(cells);
  const moments: Moment[] = [];
  cells.onWrite = (flight) => moments.push({ bytes: cells.bytes.slice(), flight });
  act(board);
  return moments;
}

/**
 * Cuts the power at every write of an act that follows another, with every outcome. Of a podium
 * without power nothing is left but its EEPROM, so the acts are done only once.
 */
export function cutEverywhere(eeprom: Uint8Array, before: Act, act: Act): Found {
  const both: Act = (board) => {
    before(board);
    act(board);
  };
  const then = after(eeprom, both).knows;
  // Before the act's first write there are those of the events that led to it.
  const old = [after(eeprom, before).knows, after(eeprom, () => undefined).knows];
  const moments = writesOf(eeprom, both);
  const board = powered(new Cells(eeprom));
  const seen = new Set<string>();
  for (const { bytes, flight } of moments) {
    for (const cut of OUTCOMES) {
      board.uno.eeprom.bytes.set(bytes);
      board.uno.eeprom.begin(flight);
      board.uno.reset('power', { cut });
      seen.add(knows(settled(board)));
    }
  }
  const mixtures = [...seen].filter((one) => one !== then && !old.includes(one));
  return { writes: moments.length, mixtures, renewed: seen.has(then) };
}
