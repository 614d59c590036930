import { Cells, type CutOutcome } from './cells.ts';
import { Chip, SRAM_SIZE } from './chip.ts';
import { Program } from './program.ts';
import { Line } from './uart-line.ts';
import { Pins, type PinState } from './pins.ts';

const CLOCK_HZ = 16_000_000;
export const CYCLES_PER_MS = CLOCK_HZ / 1000;

/** Optiboot 4.4 on an Uno, measured: from the reset to the application's first instruction. */
const OPTIBOOT_MS = 1398;
/** After a watchdog reset Optiboot starts the application at once. */
const WATCHDOG_START_MS = 4;
/** Optiboot's stack: the only bytes of SRAM that it changes. */
const OPTIBOOT_STACK = 0x8fe - 0x100;

export type ResetKind = 'external' | 'watchdog' | 'power';

/** What SRAM holds when the power comes: one value everywhere, or noise from a seed. */
export type SramFill = number | { readonly seed: number };

export interface UnoOptions {
  /** The application in Intel HEX. */
  readonly image: string;
  readonly eeprom?: Cells;
  /** Default: noise. */
  readonly sram?: SramFill;
  /** How long the bootloader holds the board after an external or power reset. */
  readonly bootDelayMs?: number;
  /** The same for the first start only; default `bootDelayMs`. */
  readonly startDelayMs?: number;
}

/**
 * An Arduino Uno. Time is counted in CPU cycles, passes only in `runTo`, and goes on across
 * resets. All callbacks are called from within `runTo` or `reset`.
 */
export class Uno {
  readonly eeprom: Cells;
  /** A byte has left the board; `cycle` is the end of its stop bit. */
  onTransmit: (byte: number, cycle: number) => void = () => undefined;
  /** A pin has changed level or direction; `cycle` is exact to the instruction. */
  onPins: (state: PinState, cycle: number) => void = () => undefined;
  onReset: (kind: ResetKind, cycle: number) => void = () => undefined;
  readonly #program: Program;
  readonly #bootDelay: number;
  readonly #line = new Line();
  readonly #pins = new Pins();
  #chip: Chip;
  #heldUntil = 0;
  #instructionsBefore = 0;

  constructor(options: UnoOptions) {
    this.#program = Program.of(options.image);
    this.eeprom = options.eeprom ?? new Cells();
    this.#bootDelay = (options.bootDelayMs ?? OPTIBOOT_MS) * CYCLES_PER_MS;
    this.#pins.onChange = (state) => {
      this.onPins(state, this.cycles);
    };
    this.#chip = this.#powerUp(fill(options.sram ?? { seed: 1 }), 0);
    const start = options.startDelayMs;
    this.#heldUntil = start === undefined ? this.#bootDelay : start * CYCLES_PER_MS;
  }

  get cycles(): number {
    return this.#chip.cpu.cycles;
  }

  /** Emulated milliseconds since the first start. */
  get ms(): number {
    return this.cycles / CYCLES_PER_MS;
  }

  get instructions(): number {
    return this.#instructionsBefore + this.#chip.instructions;
  }

  get pins(): PinState {
    return this.#pins.state;
  }

  /** The 2,048 bytes of SRAM, live until the next reset. */
  get sram(): Uint8Array {
    return this.#chip.sram;
  }

  /** Whether the bootloader has the board: bytes are lost, pins are inputs. */
  get held(): boolean {
    return this.cycles < this.#heldUntil;
  }

  /** Bytes given to `receive` that are still on the wire. */
  get incoming(): number {
    return this.#line.waiting;
  }

  /** Lets the emulated time pass until `cycle` (a sleep is cut there), or until `stop`. */
  runTo(cycle: number): void {
    cycle = Math.floor(cycle);
    while (this.cycles < cycle && !this.#chip.stopWanted) {
      if (this.held) this.#chip.hold(Math.min(cycle, this.#heldUntil));
      else this.#chip.run(cycle);
      if (this.#chip.resetWanted) this.reset('watchdog');
    }
    this.#chip.stopWanted = false;
  }

  runMs(ms: number): void {
    this.runTo(this.cycles + Math.round(ms * CYCLES_PER_MS));
  }

  /** From within a callback: the running `runTo` returns after the present instruction. */
  stop(): void {
    this.#chip.stopWanted = true;
  }

  /** Sends bytes into the board, at line pace. */
  receive(bytes: Iterable<number>): void {
    this.#line.send(bytes, this.cycles);
  }

  /** Drives an Arduino pin from outside; `undefined` lets go of it (then a pull-up decides). */
  setInput(pin: number, level: boolean | undefined): void {
    this.#pins.drive(pin, level);
  }

  /**
   * A reset, at any moment. `power`: SRAM is filled anew, and `cut` says what becomes of a byte
   * of EEPROM that is just being written; with the other kinds that write is finished.
   */
  reset(kind: ResetKind, power: { sram?: SramFill; cut?: CutOutcome } = {}): void {
    const now = this.cycles;
    const sram = kind === 'power' ? fill(power.sram ?? { seed: now }) : this.sram.slice();
    if (kind === 'power') this.eeprom.cut(power.cut ?? 'old');
    this.#instructionsBefore += this.#chip.instructions;
    // If this is called from one of its callbacks, the old chip is still in the middle of `run`.
    this.#chip.stopWanted = true;
    this.#chip = this.#powerUp(sram, now);
    const delay = kind === 'watchdog' ? WATCHDOG_START_MS * CYCLES_PER_MS : this.#bootDelay;
    this.#heldUntil = now + delay;
    this.onReset(kind, now);
  }

  /** A new chip behind the same wires. MCUSR is 0: Optiboot clears it and tells nobody. */
  #powerUp(sram: Uint8Array, now: number): Chip {
    sram.fill(0, OPTIBOOT_STACK);
    const chip = new Chip(this.#program, sram, this.eeprom, now);
    this.#chip = chip;
    this.#pins.attach(chip.cpu);
    this.#line.attach(chip.agenda, chip.usart, now);
    chip.usart.onTransmit = (byte, cycle) => {
      this.onTransmit(byte, cycle);
    };
    return chip;
  }
}

function fill(pattern: SramFill): Uint8Array {
  const sram = new Uint8Array(SRAM_SIZE);
  if (typeof pattern === 'number') return sram.fill(pattern);
  // mulberry32: small, and the same noise for the same seed.
  let state = pattern.seed >>> 0;
  return sram.map(() => {
    state = (state + 0x6d2b79f5) >>> 0;
    let mixed = Math.imul(state ^ (state >>> 15), state | 1);
    mixed ^= mixed + Math.imul(mixed ^ (mixed >>> 7), mixed | 61);
    return (mixed ^ (mixed >>> 14)) & 0xff;
  });
}
