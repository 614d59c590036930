/** A board with a genuine bootloader or another program, in simavr, in a process of its own. */
import { execFileSync, spawn, type ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import { existsSync, mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { createInterface, type Interface } from 'node:readline';
import { fileURLToPath } from 'node:url';
import { asHardware } from '../support/hardware.ts';

const BOOTLOADERS = '/usr/share/arduino/hardware/arduino/avr/bootloaders';

/** A chip, and the program in it: a genuine bootloader, or what a board starts with. */
export interface Kind {
  readonly chip: string;
  readonly program: string;
}
export const OPTIBOOT: Kind = {
  chip: 'atmega328p',
  program: join(BOOTLOADERS, 'optiboot/optiboot_atmega328.hex'),
};
export const OLD_BOOTLOADER: Kind = {
  chip: 'atmega328p',
  program: join(BOOTLOADERS, 'atmega/ATmegaBOOT_168_atmega328.hex'),
};
/** A smaller chip, as on the Arduino before the Uno. */
export const OTHER_CHIP: Kind = {
  chip: 'atmega168',
  program: join(BOOTLOADERS, 'optiboot/optiboot_atmega168.hex'),
};

/** Whether the program can be built and has bootloaders to run. */
export const canFlash = (): boolean =>
  [OPTIBOOT.program, '/usr/include/simavr/sim_avr.h'].every((path) => existsSync(path));

let program: string | undefined;

/** Builds the emulator once for all boards of this process. */
function built(): string {
  if (program !== undefined) return program;
  const folder = mkdtempSync(join(tmpdir(), 'claplight-simavr-'));
  process.once('exit', () => {
    rmSync(folder, { recursive: true });
  });
  const source = fileURLToPath(new URL('bootloader.c', import.meta.url));
  program = join(folder, 'bootloader');
  execFileSync('cc', ['-O3', '-o', program, source, '-lsimavr', '-lelf', '-lutil']);
  return program;
}

type Told = 'reset' | 'garble' | 'pull' | 'plug' | 'dump' | `${'low' | 'free'} ${string}`;

export class FlashBoard {
  readonly path: string;
  readonly #folder = mkdtempSync(join(tmpdir(), 'claplight-flash-'));
  readonly #lines: Interface;
  readonly #process: ChildProcess;
  #told: Promise<void> = Promise.resolve();

  private constructor({ chip, program: start }: Kind, before: string | undefined) {
    this.path = join(this.#folder, 'port');
    const args = [chip, start, this.path, this.#folder, ...(before === undefined ? [] : [before])];
    this.#process = asHardware(spawn(built(), args, { stdio: ['pipe', 'pipe', 'ignore'] }));
    const { stdout } = this.#process;
    if (!stdout) throw new Error('no output to read');
    this.#lines = createInterface({ input: stdout });
  }

  /** `before`: the image in its flash, or `worn` where some of its cells stay erased. */
  static async of(kind: Kind, before?: string): Promise<FlashBoard> {
    const board = new FlashBoard(kind, before);
    await once(board.#lines, 'line');
    return board;
  }

  /**
   * `reset`: somebody presses its button. `garble`: the next byte that it sends is damaged. `pull`,
   * `plug`: the cable, which is its supply too. `low G0`, `free G0`: a contact pulls a pin low, and lets it go.
   */
  tell(what: Told): Promise<void> {
    this.#told = this.#told.then(async () => {
      const done = once(this.#lines, 'line');
      this.#process.stdin?.write(`${what}\n`);
      await done;
    });
    return this.#told;
  }

  /** The bytes in its flash, its EEPROM, or its memory, registers first. */
  async bytes(of: 'flash' | 'eeprom' | 'data'): Promise<Buffer> {
    await this.tell('dump');
    return readFileSync(join(this.#folder, `${of}.bin`));
  }

  async close(): Promise<void> {
    const gone = once(this.#process, 'exit');
    this.#process.kill('SIGKILL');
    await gone;
    rmSync(this.#folder, { recursive: true });
  }
}
