import { LEFT, outcome } from './outcome.ts';

const [SPL, SPH, SREG] = [0x5d, 0x5e, 0x5f] as const;
/** Lower or higher, a block could push into what is no memory, or pop beyond the last address. */
const [STACK_LOW, STACK_HIGH] = [0x180, 0xff00] as const;

/** Bits of the status register that instructions set, as an expression of the status before them. */
interface Layer {
  readonly bits: number;
  readonly make: (status: string) => string;
}

type Branch = (block: BlockWriter, pc: number) => void;

/**
 * Writes the JavaScript of a block. What it knows of the chip while the block runs are expressions:
 * registers are constants of the function, the status is what would have to be computed if somebody
 * asked. Wherever the block can be left, all is put back into the data space.
 */
export class BlockWriter {
  source = '';
  cycles = 0;
  count = 0;
  /** The words that are written. */
  seen = new Set<number>();
  #names = 0;
  readonly #branch: Branch;
  #registers = new Map<number, string>();
  #changed = new Set<number>();
  #layers: Layer[] = [];
  /** Flags that are known more cheaply than through the status, by their bit: true or not 0 if set. */
  #known = new Map<number, string>();
  /** The stack pointer as it was read, and how far it has moved since. */
  #stack: string | undefined;
  #moved = 0;

  /** `branch` writes what follows a jump. */
  constructor(branch: Branch) {
    this.#branch = branch;
  }

  /** Another one that knows all that is known here. */
  #copy(): BlockWriter {
    const copy = new BlockWriter(this.#branch);
    [copy.cycles, copy.count, copy.#names] = [this.cycles, this.count, this.#names];
    [copy.seen, copy.#changed] = [new Set(this.seen), new Set(this.#changed)];
    [copy.#registers, copy.#wide] = [new Map(this.#registers), new Set(this.#wide)];
    [copy.#layers, copy.#known] = [this.#layers.slice(), new Map(this.#known)];
    [copy.#stack, copy.#moved] = [this.#stack, this.#moved];
    return copy;
  }

  write(line: string): void {
    this.source += `${line}\n`;
  }

  /** A constant with the value of `expression`. */
  fresh(expression: string): string {
    const name = `v${String(this.#names++)}`;
    this.write(`const ${name} = ${expression};`);
    return name;
  }

  get(register: number): string {
    const known = this.#registers.get(register);
    if (known !== undefined) return known;
    const name = this.fresh(`d[${String(register)}]`);
    this.#registers.set(register, name);
    return name;
  }

  /** Only the low eight bits of `value` count. */
  set(register: number, value: string): void {
    const isByte = /^(?:v\d+|\d+)$/.test(value) && !this.#wide.has(value);
    this.#registers.set(register, isByte ? value : this.fresh(`(${value}) & 255`));
    this.#changed.add(register);
  }

  #wide = new Set<string>();

  /** A constant of more than eight bits. */
  freshWide(expression: string): string {
    const name = this.fresh(expression);
    this.#wide.add(name);
    return name;
  }

  pair(register: number): string {
    return `${this.get(register)} | ${this.get(register + 1)} << 8`;
  }

  setPair(register: number, value: string): void {
    const wide = this.freshWide(value);
    this.set(register, wide);
    this.set(register + 1, `${wide} >> 8`);
  }

  /** Sets `bits` of the status; `known` tells some of them more cheaply, by their bit. */
  flags(
    bits: number,
    make: (status: string) => string,
    known: Readonly<Record<number, string>> = {},
  ): void {
    // What an older layer sets is gone if this one sets all of it: bit by bit they don't mix.
    this.#layers = this.#layers.filter((layer) => (layer.bits & ~bits) !== 0);
    this.#layers.push({ bits, make });
    for (const bit of [...this.#known.keys()]) if (bits & bit) this.#known.delete(bit);
    for (const [bit, value] of Object.entries(known)) this.#known.set(Number(bit), value);
  }

  status(): string {
    return this.#layers.reduce((status, { make }) => `(${make(status)})`, `d[${String(SREG)}]`);
  }

  /** Whether the flag is set; the carry as 0 or 1. */
  flag(bit: number): string {
    return `(${this.#known.get(bit) ?? `${this.status()} & ${String(bit)}`})`;
  }

  stackByte(register: number): string {
    if (this.#stack === undefined) return `d[${String(register)}]`;
    const pointer = `(${this.#stack} + ${String(this.#moved)})`;
    return register === SPL ? pointer : `${pointer} >> 8`;
  }

  setStackByte(register: number, value: string): void {
    this.write(this.#stackBack());
    this.write(`d[${String(register)}] = ${value};`);
    this.#stack = undefined;
    this.#moved = 0;
  }

  /** The stack pointer; where it points into memory is made sure of before the block relies on it. */
  stackInMemory(pc: number): string {
    if (this.#stack === undefined) {
      this.#stack = this.freshWide(`d[${String(SPL)}] | d[${String(SPH)}] << 8`);
      const [low, high] = [String(STACK_LOW), String(STACK_HIGH)];
      this.guard(`${this.#stack} < ${low} || ${this.#stack} > ${high}`, pc);
    }
    return `(${this.#stack} + ${String(this.#moved)})`;
  }

  moveStack(by: number): void {
    this.#moved += by;
  }

  /** The instruction is written. */
  spent(cycles: number): void {
    this.cycles += cycles;
    this.count++;
  }

  /** Leaves the block for good; `pc` is a word or an expression of one. */
  leave(pc: number | string, why: number): void {
    this.write(this.#leave(pc, this.cycles, this.count, why));
  }

  /** This instruction, which then takes `cycles`, jumps to `pc`. */
  jumpIf(condition: string, pc: number, cycles: number): void {
    const jumped = this.#copy();
    jumped.spent(cycles);
    this.#branch(jumped, pc);
    this.write(`if (${condition}) {\n${jumped.source}}`);
  }

  /** Leaves the instruction at `pc` to avr8js where `condition` holds. */
  guard(condition: string, pc: number): void {
    this.write(`if (${condition}) {\n${this.#leave(pc, this.cycles, this.count, LEFT)}\n}`);
  }

  #leave(pc: number | string, cycles: number, count: number, why: number): string {
    const registers = [...this.#changed].map(
      (register) => `d[${String(register)}] = ${this.get(register)};`,
    );
    const status = this.#layers.length > 0 ? `d[${String(SREG)}] = ${this.status()};` : '';
    const fixed = outcome(typeof pc === 'number' ? pc : 0, cycles, count, why);
    const result = typeof pc === 'number' ? String(fixed) : `${String(fixed)} | (${pc} & 0x3fff)`;
    return [...registers, status, this.#stackBack(), `return ${result};`].join(' ');
  }

  #stackBack(): string {
    if (this.#stack === undefined || this.#moved === 0) return '';
    const pointer = `${this.#stack} + ${String(this.#moved)}`;
    return `d[${String(SPL)}] = ${pointer}; d[${String(SPH)}] = (${pointer}) >> 8;`;
  }
}
