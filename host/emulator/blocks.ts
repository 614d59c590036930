import { translate, type Block } from './translate.ts';

/** After so many visits a translation pays: it costs as much as interpreting it a thousand times. */
const OFTEN = 1000;
const NEVER = 0xffff;

/** The blocks of a program that are executed often. They hold no state of a chip. */
export class Blocks {
  readonly #program: Uint32Array;
  readonly #often: number;
  readonly #visits: Uint16Array;
  readonly #made: (Block | undefined)[];

  /** `often`: how many visits a block is interpreted before it is translated. */
  constructor(program: Uint32Array, often = OFTEN) {
    this.#program = program;
    this.#often = often;
    this.#visits = new Uint16Array(program.length);
    this.#made = Array.from(program, () => undefined);
  }

  /** Whether it has been asked for nearly as often as what is translated. */
  readonly #runs = (pc: number): boolean => (this.#visits[pc] ?? 0) >= this.#often / 2;

  /** The block that begins at `pc`, once it has been asked for often enough. */
  at(pc: number): Block | undefined {
    const block = this.#made[pc];
    if (block !== undefined) return block;
    const visits = this.#visits[pc] ?? NEVER;
    if (visits === NEVER) return undefined;
    if (visits < this.#often) this.#visits[pc] = visits + 1;
    else {
      this.#visits[pc] = NEVER;
      this.#made[pc] = translate(this.#program, pc, this.#runs);
    }
    return this.#made[pc];
  }
}
