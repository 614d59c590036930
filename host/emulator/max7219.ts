import { levelOf, textOf, type DigitsOnPins, type Level } from './digit-modules.ts';
import type { PinState } from './pins.ts';

const [DECODE, BRIGHTNESS, SCAN, ON, TEST] = [9, 10, 11, 12, 15] as const;
/** Segments of the code that a decoding MAX7219 has, 0 … 15: digits, dash, E, H, L, P, blank. */
const CODE_B = [
  ...[0x3f, 0x06, 0x5b, 0x4f, 0x66, 0x6d, 0x7d, 0x07, 0x7f, 0x6f, 0x40],
  ...[0x79, 0x76, 0x38, 0x73, 0x00],
];

export interface MaxPins {
  readonly data: number;
  readonly clock: number;
  readonly load: number;
}

/** Modules with a MAX7219 in a chain: 16-bit frames, shifted in at rising edges, latched when LOAD rises. */
export class Max7219 implements DigitsOnPins {
  readonly #pins: MaxPins;
  readonly #registers: number[][];
  #data: Level;
  #clock: Level;
  #load: Level;
  /** Since LOAD fell; none before it has been seen to fall. */
  #bits: number[] | undefined;
  #text: string | undefined;

  /** The first of `chained` modules is the one that the Uno's wire goes to. */
  constructor(pins: MaxPins, chained = 1) {
    this.#pins = pins;
    this.#registers = Array.from({ length: chained }, () => new Array<number>(16).fill(0));
  }

  /** Worked out once a frame: it is asked for at every edge of a pin. */
  get text(): string {
    return (this.#text ??= this.textOf(0));
  }

  /** Whether all its lines are driven: else something else may hang on them. */
  get attached(): boolean {
    return this.#load !== undefined;
  }

  /** What the module says that is so many behind the first. */
  textOf(module: number): string {
    const registers = this.#registers[module] ?? [];
    const at = (address: number): number => registers[address] ?? 0;
    const all = Array.from({ length: 8 }, (_, i) => 8 - i);
    if (at(TEST) & 1) return textOf(all.map(() => 0xff));
    if ((at(ON) & 1) === 0) return '';
    const shown = all.filter((digit) => digit - 1 <= (at(SCAN) & 7));
    return textOf(
      shown.map((digit) => {
        const value = at(digit);
        if (((at(DECODE) >> (digit - 1)) & 1) === 1)
          return (CODE_B[value & 15] ?? 0) | (value & 0x80);
        // Without decoding the bits are point, A … G.
        return Array.from({ length: 7 }, (_, i) => ((value >> (6 - i)) & 1) << i).reduce(
          (sum, bit) => sum | bit,
          value & 0x80,
        );
      }),
    );
  }

  /** 0, dim, … 15, bright. */
  get brightness(): number {
    return (this.#registers[0]?.[BRIGHTNESS] ?? 0) & 15;
  }

  /** Its shortest pulse is 50 ns, and a cycle is 62.5. */
  take(state: PinState): void {
    const data = levelOf(state, this.#pins.data);
    const clock = levelOf(state, this.#pins.clock);
    const load = levelOf(state, this.#pins.load);
    if (data === this.#data && clock === this.#clock && load === this.#load) return;
    const before = { data: this.#data, clock: this.#clock, load: this.#load };
    this.#data = data;
    this.#clock = clock;
    this.#load = load;
    // While the board starts anew its pins drive nothing, and half a frame is none.
    if (data === undefined || clock === undefined || load === undefined) {
      this.#bits = undefined;
      return;
    }
    if (before.data === undefined || before.clock === undefined || before.load === undefined)
      return;
    if (clock && !before.clock) this.#shift(data, data !== before.data, load);
    if (!load && before.load) this.#bits = [];
    if (load && !before.load) this.#latch();
  }

  #shift(bit: boolean, changing: boolean, load: boolean): void {
    if (changing) throw new Error('MAX7219: DIN changed with the clock');
    if (load) throw new Error('MAX7219: clocked while LOAD is high');
    this.#bits?.push(bit ? 1 : 0);
  }

  #latch(): void {
    const bits = this.#bits;
    this.#bits = undefined;
    this.#text = undefined;
    if (!bits) return;
    if (bits.length === 0 || bits.length % 16 !== 0)
      throw new Error(`MAX7219: LOAD rose after ${String(bits.length)} bits`);
    // The last 16 bits are the first module's, the 16 before them the second's.
    for (const [module, registers] of this.#registers.entries()) {
      const end = bits.length - 16 * module;
      if (end < 16) return;
      const word = bits.slice(end - 16, end).reduce((sum, bit) => (sum << 1) | bit, 0);
      const address = (word >> 8) & 15;
      if (address === 13 || address === 14)
        throw new Error(`MAX7219: no register ${String(address)}`);
      if (address > 0) registers[address] = word & 0xff;
    }
  }
}
