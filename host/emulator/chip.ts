import { Agenda } from './agenda.ts';
import { CPU, timer0Config, timer1Config, timer2Config } from './avr.ts';
import type { Cells } from './cells.ts';
import { Core } from './core.ts';
import { Eeprom } from './eeprom.ts';
import type { Program } from './program.ts';
import { Timer } from './timer.ts';
import { Usart } from './usart.ts';
import { Watchdog } from './watchdog.ts';

export const SRAM_SIZE = 2048;
/** Registers come first in the data space. */
const SRAM_START = 0x100;

const SREG = 0x5f;
const INTERRUPTS_ON = 0x80;
const SMCR = 0x53;
const SLEEP_ENABLE = 0x01;

/** avr8js counts two of the four cycles that the chip takes to enter an interrupt. */
const MORE_TO_ENTER = 2;
const TO_WAKE = 4;

/**
 * One life of an ATmega328P, from one reset to the next. avr8js's `cpu.reset()` leaves registers
 * and peripherals as they were, so a reset makes a new chip; `uno.ts` carries over what lasts.
 *
 * Every sleep mode is taken for "idle", the one in which the timers run on.
 */
export class Chip {
  readonly cpu: CPU;
  readonly agenda = new Agenda();
  readonly usart: Usart;
  /** Set by the watchdog: the chip must be reset before it runs on. */
  resetWanted = false;
  /** Set from a callback to leave `run` before its end. */
  stopWanted = false;
  #asleep = false;
  /** The last instruction switched interrupts on. */
  #justEnabled = false;
  readonly #core: Core;
  readonly #watchdog: Watchdog;

  constructor(program: Program, sram: Uint8Array, cells: Cells, cycles: number) {
    const cpu = new CPU(program.flash, SRAM_SIZE);
    this.cpu = cpu;
    this.#core = new Core(cpu, program.instructions, program.blocks);
    cpu.cycles = cycles;
    cpu.data.set(sram, SRAM_START);
    // Tables without holes at the end are twice as quick to look into.
    for (const hooks of [cpu.readHooks, cpu.writeHooks] as unknown[][]) {
      hooks.length = cpu.data.length;
      hooks.fill(undefined);
    }
    for (const config of [timer0Config, timer1Config, timer2Config]) {
      new Timer(cpu, config, this.agenda);
    }
    this.usart = new Usart(cpu, this.agenda);
    new Eeprom(cpu, cells, this.agenda);
    this.#watchdog = new Watchdog(cpu, this.agenda);
    this.#watchdog.onReset = () => {
      this.resetWanted = true;
    };
  }

  get sram(): Uint8Array {
    return this.cpu.data.subarray(SRAM_START);
  }

  get instructions(): number {
    return this.#core.instructions;
  }

  /** Lets time pass without executing anything: the chip is held in reset or in its bootloader. */
  hold(end: number): void {
    const { cpu, agenda } = this;
    while (cpu.cycles < end && !this.stopWanted) {
      cpu.cycles = Math.max(cpu.cycles, Math.min(end, agenda.next));
      agenda.run(cpu.cycles);
    }
  }

  /** Runs until `end`, a wanted reset or a wanted stop. An instruction is never cut in two. */
  run(end: number): void {
    const { cpu, agenda } = this;
    while (cpu.cycles < end && !this.resetWanted && !this.stopWanted) {
      if (this.#asleep) this.#sleep(end);
      else if (!this.#interruptible()) this.#execute(Math.min(end, agenda.next));
      // The instruction after SEI or RETI is executed before any interrupt is taken:
      // `sei(); sleep_cpu();` relies on that.
      else if (this.#justEnabled) this.#execute(cpu.cycles + 1);
      else this.#interrupt();
    }
  }

  #interruptible(): boolean {
    const { cpu } = this;
    return cpu.nextInterrupt >= 0 && ((cpu.data[SREG] ?? 0) & INTERRUPTS_ON) !== 0;
  }

  #execute(limit: number): void {
    const { cpu, agenda } = this;
    const stop = this.#core.run(limit);
    this.#justEnabled = stop === 'interrupts on';
    if (stop === 'sleep' && (cpu.data[SMCR] ?? 0) & SLEEP_ENABLE) this.#asleep = true;
    if (cpu.cycles >= agenda.next) agenda.run(cpu.cycles);
  }

  /** Jumps to the next event; an enabled interrupt ends the sleep. */
  #sleep(end: number): void {
    const { cpu, agenda } = this;
    if (this.#interruptible()) {
      this.#asleep = false;
      cpu.cycles += TO_WAKE;
      this.#interrupt();
      return;
    }
    cpu.cycles = Math.max(cpu.cycles, Math.min(end, agenda.next));
    agenda.run(cpu.cycles);
  }

  #interrupt(): void {
    const { cpu } = this;
    // With no events in avr8js's own queue, its tick only enters the interrupt that is first.
    cpu.tick();
    cpu.cycles += MORE_TO_ENTER;
    this.#watchdog.vectorTaken(cpu.pc);
  }
}
