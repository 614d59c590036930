import { levelOf, textOf, type DigitsOnPins, type Level } from './digit-modules.ts';
import type { PinState } from './pins.ts';

export interface TmPins {
  readonly data: number;
  readonly clock: number;
}

/** 500 kHz at most, with as long a low as a high: a microsecond, in cycles. */
const TM_PULSE = 16;
const TM_DIGITS = 4;

/** A module with a TM1637: four digits, a colon behind the second. */
export class Tm1637 implements DigitsOnPins {
  /** Pulls DIO down, or lets go of it: the sign that a byte was taken. */
  onPull: (pin: number, low: boolean) => void = () => undefined;
  readonly #pins: TmPins;
  readonly #memory = new Array<number>(TM_DIGITS).fill(0);
  #control = 0;
  #data: Level;
  #clock: Level;
  #clockAt = 0;
  /** Falling edges of the clock since the start or since the last byte. */
  #bits: boolean[] = [];
  #bytes: number[] | undefined;
  #pulling = false;

  constructor(pins: TmPins) {
    this.#pins = pins;
  }

  get text(): string {
    return (this.#control & 8) === 0 ? '' : textOf(this.#memory);
  }

  /** 0, dim, … 7, bright. */
  get brightness(): number {
    return this.#control & 7;
  }

  take(state: PinState, cycle: number): void {
    const clock = levelOf(state, this.#pins.clock);
    const driven = levelOf(state, this.#pins.data);
    if (this.#pulling && driven === true) throw new Error('TM1637: both drive DIO');
    // The module's own resistor holds the line up where nobody pulls it down.
    const data = this.#pulling ? false : (driven ?? true);
    const before = { data: this.#data, clock: this.#clock };
    if (data === before.data && clock === before.clock) return;
    this.#data = data;
    this.#clock = clock;
    if (clock === undefined) {
      this.#abandon();
      return;
    }
    if (before.clock === undefined || before.data === undefined) return;
    if (clock !== before.clock) {
      if (data !== before.data) throw new Error('TM1637: DIO changed with the clock');
      if (cycle - this.#clockAt < TM_PULSE) throw new Error('TM1637: a pulse is too short');
      this.#clockAt = cycle;
      if (clock) this.#risen(data);
      else this.#fallen(driven);
    } else if (clock) this.#signalled(data);
  }

  #abandon(): void {
    this.#bytes = undefined;
    this.#bits = [];
    this.#pull(false);
  }

  /** DIO has changed while the clock is high: a start or a stop. */
  #signalled(high: boolean): void {
    // At a stop the clock has risen once more, with DIO low.
    const begun = this.#bits.length;
    if (!high) {
      if (this.#bytes) throw new Error('TM1637: a start within a command');
      this.#bytes = [];
      this.#bits = [];
      return;
    }
    if (!this.#bytes) throw new Error('TM1637: a stop without a start');
    if (begun !== 1) throw new Error(`TM1637: a stop after ${String(begun)} bits`);
    this.#carryOut(this.#bytes);
    this.#bytes = undefined;
    this.#bits = [];
  }

  #risen(data: boolean): void {
    if (this.#bytes) this.#bits.push(data);
  }

  #fallen(driven: Level): void {
    const bits = this.#bits;
    if (!this.#bytes) return;
    if (bits.length === 8) {
      if (driven === true) throw new Error('TM1637: DIO is held up where the module answers');
      this.#bytes.push(bits.reduce((sum, bit, i) => sum | (Number(bit) << i), 0));
      this.#pull(true);
    } else if (bits.length === 9) {
      this.#bits = [];
      this.#pull(false);
    }
  }

  #pull(low: boolean): void {
    if (this.#pulling === low) return;
    this.#pulling = low;
    this.#data = low ? false : this.#data;
    this.onPull(this.#pins.data, low);
  }

  #carryOut([command = 0, ...values]: readonly number[]): void {
    if (command >> 6 === 2 && values.length === 0) this.#control = command & 15;
    else if (command >> 6 === 3) {
      const first = command & 7;
      if (first + values.length > TM_DIGITS) throw new Error('TM1637: written beyond its digits');
      for (const [i, value] of values.entries()) this.#memory[first + i] = value;
    } else if (command !== 0x40 || values.length > 0)
      throw new Error(`TM1637: no command 0x${command.toString(16)}`);
  }
}
