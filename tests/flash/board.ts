/** A board with a genuine bootloader, in simavr, in a process of its own. */
import { execFileSync, spawn, type ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import { existsSync, mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { createInterface, type Interface } from 'node:readline';
import { fileURLToPath } from 'node:url';
import type { SerialPort } from 'serialport';
import { openSerial } from '../../host/light/serial.ts';

const BOOTLOADERS = '/usr/share/arduino/hardware/arduino/avr/bootloaders';
export const OPTIBOOT = join(BOOTLOADERS, 'optiboot/optiboot_atmega328.hex');
export const OLD_BOOTLOADER = join(BOOTLOADERS, 'atmega/ATmegaBOOT_168_atmega328.hex');

/** Whether the program can be built and has bootloaders to run. */
export const canFlash = (): boolean =>
  [OPTIBOOT, OLD_BOOTLOADER, '/usr/include/simavr/sim_avr.h'].every((path) => existsSync(path));

export class FlashBoard {
  readonly path: string;
  readonly #folder = mkdtempSync(join(tmpdir(), 'claplight-flash-'));
  readonly #lines: Interface;
  readonly #process: ChildProcess;

  private constructor(bootloader: string, worn: boolean) {
    this.path = join(this.#folder, 'port');
    const program = join(this.#folder, 'optiboot');
    const source = fileURLToPath(new URL('optiboot.c', import.meta.url));
    execFileSync('cc', ['-O3', '-o', program, source, '-lsimavr', '-lelf', '-lutil']);
    const args = [bootloader, this.path, this.#dump, ...(worn ? ['worn'] : [])];
    this.#process = spawn(program, args, { stdio: ['pipe', 'pipe', 'ignore'] });
    const { stdout } = this.#process;
    if (!stdout) throw new Error('no output to read');
    this.#lines = createInterface({ input: stdout });
  }

  static async of(bootloader: string, worn = false): Promise<FlashBoard> {
    const board = new FlashBoard(bootloader, worn);
    await once(board.#lines, 'line');
    return board;
  }

  /** A pseudo terminal has no DTR: opening it resets the board in another way. */
  readonly open = async (path: string, baud: number): Promise<SerialPort> => {
    const port = await openSerial(path, baud);
    this.#process.stdin?.write('reset\n');
    return port;
  };

  /** The bytes in its flash. */
  async flash(): Promise<Buffer> {
    const dumped = once(this.#lines, 'line');
    this.#process.stdin?.write('dump\n');
    await dumped;
    return readFileSync(this.#dump);
  }

  /** The cable is pulled. */
  async pull(): Promise<void> {
    const gone = once(this.#process, 'exit');
    this.#process.kill('SIGKILL');
    await gone;
  }

  async close(): Promise<void> {
    if (this.#process.exitCode === null && this.#process.signalCode === null) await this.pull();
    rmSync(this.#folder, { recursive: true });
  }

  get #dump(): string {
    return join(this.#folder, 'flash.bin');
  }
}
