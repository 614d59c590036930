import { avrInstruction, type CPU } from './avr.ts';
import type { Blocks } from './blocks.ts';
import { interpret } from './interpret.ts';
import type { Block } from './translate.ts';
import {
  ASLEEP,
  countOf,
  cyclesOf,
  INTERRUPTS_ON,
  LAST,
  LEFT,
  MOST_CYCLES,
  ON,
  reasonOf,
} from './outcome.ts';

const SREG = 0x5f;
const INTERRUPTS = 0x80;
const WDR = 0x95a8;

/** Whether a jump is all that an instruction does: RJMP, JMP, BRBS and BRBC. A call or a return moves the stack, too. */
const jumpsAlone = (word = 0): boolean => [42, 43, 48, 49].includes(word & 0xff);

/** Why `run` came back: its limit, or what the last instruction did. */
export type Stop = 'limit' | 'hook' | 'interrupts on' | 'sleep';

/**
 * Executes instructions on an avr8js CPU in batches, from program memory that `decode` has made
 * ready: what is executed often as a translated block, the rest one by one. avr8js itself does what
 * is rare, and every access to a register with a hook.
 */
export class Core {
  instructions = 0;
  readonly #cpu: CPU;
  readonly #program: Uint32Array;
  readonly #blocks: Blocks | undefined;

  /** `blocks` are those of `program`; without them every instruction is interpreted. */
  constructor(cpu: CPU, program: Uint32Array, blocks?: Blocks) {
    this.#cpu = cpu;
    this.#program = program;
    this.#blocks = blocks;
  }

  /** Executes until `limit`, but leaves after an instruction that may change what is due. */
  run(limit: number): Stop {
    const cpu = this.#cpu;
    const { data, progBytes, readHooks, writeHooks } = cpu;
    // Small integers are quicker than counts of cycles.
    const budget = Math.min(limit - cpu.cycles, 0x3fffffff);
    let spent = 0;
    let count = 0;
    let pc = cpu.pc;
    let why = ON;
    // Where a block stops at an instruction, that one is looked at by itself.
    let alone = false;
    while (spent < budget && why === ON) {
      const room = budget - spent;
      const block: Block | undefined =
        alone || room < MOST_CYCLES ? undefined : this.#blocks?.at(pc);
      const left: number =
        block === undefined
          ? interpret(cpu, this.#program, pc, alone ? 1 : room)
          : block(data, progBytes, readHooks, writeHooks);
      const at = pc;
      pc = left & LAST;
      spent += cyclesOf(left);
      count += countOf(left);
      why = reasonOf(left);
      if (pc === at && why === ON && countOf(left) === 1 && jumpsAlone(this.#program[at])) {
        // It jumps to itself and changes nothing: so it goes on until its time is over.
        const times = Math.max(0, Math.ceil((budget - spent) / cyclesOf(left)));
        spent += times * cyclesOf(left);
        count += times;
      }
      // Where no interrupt waits to be let in, nothing but the limit ends the stretch.
      if (why === INTERRUPTS_ON && cpu.nextInterrupt < 0 && spent < budget) why = ON;
      alone = block !== undefined && why === LEFT;
      if (alone) why = ON;
    }
    cpu.pc = pc;
    cpu.cycles += spent;
    this.instructions += count;
    if (why === LEFT) return this.#slow();
    return why === ON ? 'limit' : why === ASLEEP ? 'sleep' : 'interrupts on';
  }

  #slow(): Stop {
    const cpu = this.#cpu;
    const before = cpu.data[SREG] ?? 0;
    this.instructions++;
    // Firmware that is well kicks its watchdog a thousand times a second; avr8js looks for it last.
    if (cpu.progMem[cpu.pc] === WDR) {
      cpu.onWatchdogReset();
      cpu.pc = (cpu.pc + 1) & LAST;
      cpu.cycles++;
      return 'hook';
    }
    avrInstruction(cpu);
    return (cpu.data[SREG] ?? 0) & ~before & INTERRUPTS ? 'interrupts on' : 'hook';
  }
}
