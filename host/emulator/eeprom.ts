import type { Agenda, Appointment } from './agenda.ts';
import { interruptOf, type CPU } from './avr.ts';
import type { Cells, Operation } from './cells.ts';

const EECR = 0x3f;
const EEDR = 0x40;
const EEARL = 0x41;
const EEARH = 0x42;

const EERE = 0x01;
const EEPE = 0x02;
const EEMPE = 0x04;
const EERIE = 0x08;
const MODE = 0x30;

/** Datasheet table 8-1: 3.4 ms to erase and write, 1.8 ms for one of them, at 16 MHz. */
const OPERATIONS: readonly (readonly [Operation, number])[] = [
  ['erase-write', 54_400],
  ['erase', 28_800],
  ['write', 28_800],
];

/**
 * The EEPROM's registers. Not avr8js's, because that one applies a write at once, keeps EEPE
 * clear while an erase goes on, and starts writes that come too late after EEMPE.
 */
export class Eeprom {
  readonly #cpu: CPU;
  readonly #cells: Cells;
  readonly #done: Appointment;
  #writableUntil = 0;

  /** "Ready" is a state, so it stays pending as long as it is enabled. */
  readonly #ready = interruptOf(0x2c, [EECR, EEPE], [EECR, EERIE], {
    constant: true,
    inverseFlag: true,
  });

  constructor(cpu: CPU, cells: Cells, agenda: Agenda) {
    this.#cpu = cpu;
    this.#cells = cells;
    this.#done = agenda.appointment(() => {
      this.#finish();
    });
    // A write that was going on when the chip was reset still goes on.
    if (cells.flight !== undefined) {
      cpu.data[EECR] = EEPE;
      this.#done.set(cells.flight.until);
    }
    cpu.readHooks[EECR] = () => {
      const control = this.#control & ~(this.#writable ? 0 : EEMPE);
      return (cpu.data[EECR] = control);
    };
    cpu.writeHooks[EECR] = (value) => {
      this.#command(value);
      return true;
    };
  }

  get #control(): number {
    return this.#cpu.data[EECR] ?? 0;
  }

  get #busy(): boolean {
    return this.#cells.flight !== undefined;
  }

  get #writable(): boolean {
    return this.#cpu.cycles < this.#writableUntil;
  }

  get #address(): number {
    return (((this.#cpu.data[EEARH] ?? 0) & 0x03) << 8) | (this.#cpu.data[EEARL] ?? 0);
  }

  #command(value: number): void {
    const { data } = this.#cpu;
    const wasWritable = this.#writable;
    // The programming mode cannot be changed while a write goes on.
    const mode = (this.#busy ? this.#control : value) & MODE;
    const kept = EERIE | EEMPE;
    data[EECR] = (value & kept) | mode | (this.#busy ? EEPE : 0);
    this.#cpu.updateInterruptEnable(this.#ready, value);
    if (value & EEPE && wasWritable && !this.#busy) this.#write(mode);
    else if (value & EERE && !this.#busy) this.#read();
    else if (value & EEMPE) this.#writableUntil = this.#cpu.cycles + 4 + INSTRUCTION;
  }

  #read(): void {
    this.#cpu.data[EEDR] = this.#cells.bytes[this.#address] ?? 0xff;
    this.#cpu.cycles += 4;
  }

  #write(mode: number): void {
    const [operation, cycles] = OPERATIONS[mode >> 4] ?? ['write', 28_800];
    const { data } = this.#cpu;
    this.#writableUntil = 0;
    data[EECR] = (this.#control | EEPE) & ~EEMPE;
    this.#cpu.clearInterrupt(this.#ready, false);
    const until = this.#cpu.cycles + cycles;
    this.#done.set(until);
    this.#cells.begin({ address: this.#address, value: data[EEDR] ?? 0, operation, until });
    this.#cpu.cycles += 2;
  }

  #finish(): void {
    this.#cells.finish();
    this.#cpu.setInterruptFlag(this.#ready);
  }
}

/** The window of four cycles opens when the instruction that sets EEMPE is over. */
const INSTRUCTION = 1;
