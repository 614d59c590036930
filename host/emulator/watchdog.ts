import type { Agenda, Appointment } from './agenda.ts';
import { interruptOf, type CPU } from './avr.ts';

const WDTCSR = 0x60;
const WDIF = 0x80;
const WDIE = 0x40;
const WDCE = 0x10;
const WDE = 0x08;
/** WDP3 and WDP2:0. */
const PERIOD = 0x27;

const VECTOR = 0x0c;
/** 16 ms at its own oscillator of 128 kHz, in cycles of 16 MHz. */
const SHORTEST = 2048 * 125;

/**
 * The watchdog timer, with the interrupt-and-reset mode as the chip has it: the first time-out
 * sets WDIF; taking the interrupt clears WDIE; a time-out with WDIE clear, or with an interrupt
 * that was never taken, resets. (avr8js clears WDIE at the time-out itself, and resets a CPU in
 * place, which leaves registers and peripherals as they were.)
 */
export class Watchdog {
  /** Told when the watchdog wants the chip to be reset. */
  onReset: () => void = () => undefined;
  readonly #cpu: CPU;
  readonly #timeout: Appointment;
  #changeableUntil = 0;
  readonly #interrupt = interruptOf(VECTOR, [WDTCSR, WDIF], [WDTCSR, WDIE]);

  constructor(cpu: CPU, agenda: Agenda) {
    this.#cpu = cpu;
    this.#timeout = agenda.appointment((due) => {
      this.#expire(due);
    });
    cpu.onWatchdogReset = () => {
      if (this.#running()) this.#restart(cpu.cycles);
    };
    cpu.writeHooks[WDTCSR] = (value, old) => {
      this.#write(value, old);
      return true;
    };
  }

  /** The core has jumped to an interrupt's vector. */
  vectorTaken(vector: number): void {
    if (vector === VECTOR) this.#cpu.data[WDTCSR] = this.#control() & ~WDIE;
  }

  #control(): number {
    return this.#cpu.data[WDTCSR] ?? 0;
  }

  #running(): boolean {
    return (this.#control() & (WDE | WDIE)) !== 0;
  }

  #write(value: number, old: number): void {
    const cpu = this.#cpu;
    const before = this.#running();
    const unlocked = cpu.cycles < this.#changeableUntil;
    const guarded = unlocked ? value & (WDE | PERIOD) : (old & (WDE | PERIOD)) | (value & WDE);
    if (value & WDCE && value & WDE) this.#changeableUntil = cpu.cycles + 4 + 2;
    const flag = old & WDIF & ~value;
    cpu.data[WDTCSR] = flag | (value & WDIE) | guarded;
    if (value & WDIF) cpu.clearInterrupt(this.#interrupt);
    cpu.updateInterruptEnable(this.#interrupt, value);
    if (!this.#running()) this.#timeout.set(Infinity);
    else if (!before || (old & PERIOD) !== (guarded & PERIOD)) this.#restart(cpu.cycles);
  }

  #restart(cycle: number): void {
    const control = this.#control();
    const choice = ((control & 0x20) >> 2) | (control & 0x07);
    this.#timeout.set(cycle + (SHORTEST << Math.min(choice, 9)));
  }

  #expire(due: number): void {
    const control = this.#control();
    const mayInterrupt = (control & WDIE) !== 0 && (control & WDIF) === 0;
    if ((control & WDE) !== 0 && !mayInterrupt) {
      this.onReset();
      return;
    }
    this.#cpu.setInterruptFlag(this.#interrupt);
    this.#restart(due);
  }
}
