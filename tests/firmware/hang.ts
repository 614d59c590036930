/** Makes an emulated firmware hang, to see its watchdog bite. */
import { Chip } from '../../host/emulator/chip.ts';
import type { ImageBoard } from '../support/image-board.ts';

/** `rjmp .-2`, a loop of one instruction. The image has one behind its `main`. */
const FOREVER = 0xcfff;
const SREG = 0x5f;
const INTERRUPTS = 0x80;

/** Notes the chip that runs, whose program counter no board gives away, while `body` does. */
export function withHangs(body: (hang: (board: ImageBoard) => void) => void): void {
  const run = Object.getOwnPropertyDescriptor(Chip.prototype, 'run')?.value as Chip['run'];
  let chip: Chip | undefined;
  const noting = (which: Chip): void => {
    chip = which;
  };
  Chip.prototype.run = function (this: Chip, end) {
    noting(this);
    run.call(this, end);
  };
  try {
    body((board) => {
      board.run(0.01);
      if (!chip) throw new Error('it has not run yet');
      const { cpu } = chip;
      // Not within an interrupt, which would shut out the watchdog's.
      while (((cpu.data[SREG] ?? 0) & INTERRUPTS) === 0) chip.run(cpu.cycles + 1);
      cpu.pc = cpu.progMem.indexOf(FOREVER);
    });
  } finally {
    Chip.prototype.run = run;
  }
}
