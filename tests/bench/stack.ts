/** How much of the Uno's RAM between its variables and its stack is never touched. */
import { readFileSync } from 'node:fs';
import { PRESETS } from '../../protocol/presets.ts';
import { isProgrammeProblem, makeProgramme } from '../../protocol/programme.ts';
import { THREE_TIERS } from '../../protocol/signal.ts';
import { seconds } from '../../protocol/time.ts';
import { ImageBoard } from '../support/image-board.ts';

/** Where SRAM begins, and what the emulator fills it with. */
const SRAM = 0x100;
const FILL = 0xa5;

/** Bytes above the image's variables that a busy session leaves as they were. */
export function untouchedStack(): number {
  const memory = readFileSync('firmware/images/claplight-uno.memory', 'utf8');
  const statics = Number(/^end (\d+)$/m.exec(memory)?.[1]) - SRAM;
  const board = new ImageBoard({ sram: FILL });
  board.run(200);
  exercise(board);
  const above = board.uno.sram.subarray(statics);
  // Whoever fills the gap at the start, the emulator or the firmware, fills it with one value.
  const [first] = above;
  const touched = above.findIndex((byte) => byte !== first);
  return touched < 0 ? above.length : touched;
}

/** A load, a talk with its sounds, an edit in the middle of it, every request, a damaged line. */
function exercise(board: ImageBoard): void {
  const plans = [...PRESETS.values()]
    .slice(0, 4)
    .flatMap((rules, kind) =>
      Array.from({ length: 16 }, (_, i) => ({ id: kind * 16 + i + 1, rules, length: seconds(90) })),
    );
  const programme = makeProgramme(plans, THREE_TIERS);
  if (isProgrammeProblem(programme)) throw new Error(programme.message);
  board.load(programme);
  const rev = (): number => board.values('stage', {}).rev;
  board.values('put', { rev: rev(), state: 'standby', talk: 0, elapsed: null, granted: 0 });
  board.values('practise', { score: 1, cue: 3, length: 5 });
  board.run(3000);
  board.values('start', { rev: rev() });
  board.run(60_000);
  board.load({ ...programme, talks: programme.talks.slice(0, 40) }, 0);
  board.values('grant', { rev: rev(), amount: 30 });
  board.values('hold', { rev: rev() });
  board.values('undo', { rev: rev() });
  board.exchange('1 hello*0000\n');
  board.values('set', { name: 'trim', value: -17 });
  board.run(120_000);
  board.values('finish', { rev: rev() });
  board.values('lamps', { set: 7, length: 3 });
  board.values('buzz', { sound: 'roll' });
  board.run(5000);
  board.log();
}
