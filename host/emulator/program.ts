import { Blocks } from './blocks.ts';
import { decode } from './decode-instruction.ts';
import { parseIntelHex } from './intel-hex.ts';

/** What is in program memory, and all that is made of it. Nothing writes there. */
export class Program {
  static #latest: { readonly image: string; readonly program: Program } | undefined;

  readonly flash: Uint16Array;
  readonly instructions: Uint32Array;
  readonly blocks: Blocks;

  private constructor(image: string) {
    this.flash = parseIntelHex(image);
    this.instructions = decode(this.flash);
    this.blocks = new Blocks(this.instructions);
  }

  /** From Intel HEX. The boards of a process mostly run one image, so the latest is kept. */
  static of(image: string): Program {
    if (this.#latest?.image !== image) this.#latest = { image, program: new Program(image) };
    return this.#latest.program;
  }
}
