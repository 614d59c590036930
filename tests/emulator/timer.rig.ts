import { AVRTimer } from 'avr8js';
import { Agenda } from '../../host/emulator/agenda.ts';
import { AVRIOPort, type AVRTimerConfig, CPU } from '../../host/emulator/avr.ts';
import { portBConfig, portDConfig } from '../../host/emulator/avr.ts';
import { Timer } from '../../host/emulator/timer.ts';

/** What can be seen of a timer: interrupts and pin changes with their cycles, in order. */
export type Sighting = readonly [cycle: number, what: string, value: number];

/** A chip with one timer and nothing else, that sleeps with its interrupts on. */
export abstract class Rig {
  readonly cpu = new CPU(new Uint16Array(0x4000), 2048);
  readonly seen: Sighting[] = [];

  constructor() {
    for (const config of [portBConfig, portDConfig]) {
      const port = new AVRIOPort(this.cpu, config);
      this.cpu.writeData(config.DDR, 0xff);
      port.addListener((value) => {
        this.seen.push([this.cpu.cycles, `port ${String(config.PORT)}`, value]);
      });
    }
  }

  /** The cycle of the next thing that the timer does by itself. */
  protected abstract get next(): number;
  protected abstract act(): void;

  /** Lets time pass, one instruction's length at least, and takes every interrupt at once. */
  sleepTo(end: number): void {
    const { cpu } = this;
    while (cpu.cycles < end) {
      const next = cpu.nextInterrupt >= 0 ? cpu.cycles : Math.min(end, this.next);
      cpu.cycles = Math.max(cpu.cycles + 1, next);
      this.act();
      cpu.data[95] = 0x80;
      cpu.pc = 0;
      cpu.SP = 0x8ff;
      cpu.tick();
      if (cpu.pc === 0) continue;
      this.seen.push([cpu.cycles, 'interrupt', cpu.pc]);
      // The first instruction at a vector is a jump, which takes three cycles.
      end = Math.max(end, cpu.cycles + 3);
    }
  }
}

export class StockRig extends Rig {
  readonly #queue = this.cpu as unknown as { nextClockEvent: { cycles: number } | null };

  constructor(config: AVRTimerConfig) {
    super();
    new AVRTimer(this.cpu, config);
  }

  protected get next(): number {
    return this.#queue.nextClockEvent?.cycles ?? Infinity;
  }

  protected act(): void {
    // avr8js's events are run by `tick`.
  }
}

export class OwnRig extends Rig {
  readonly #agenda = new Agenda();

  constructor(config: AVRTimerConfig) {
    super();
    new Timer(this.cpu, config, this.#agenda);
  }

  protected get next(): number {
    return this.#agenda.next;
  }

  protected act(): void {
    this.#agenda.run(this.cpu.cycles);
  }
}
