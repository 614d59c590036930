import { Agenda } from '../../host/emulator/agenda.ts';
import { CPU } from '../../host/emulator/avr.ts';

/** A CPU with no program: a test is its program, and moves its registers and its time. */
export class Bare {
  readonly cpu = new CPU(new Uint16Array(0x4000), 2048);
  readonly agenda = new Agenda();

  /** Lets time pass with interrupts off. */
  pass(cycles: number): void {
    const end = this.cpu.cycles + cycles;
    while (this.cpu.cycles < end) {
      this.cpu.cycles = Math.min(end, Math.max(this.cpu.cycles, this.agenda.next));
      this.agenda.run(this.cpu.cycles);
    }
  }

  read(register: number): number {
    return this.cpu.readData(register);
  }

  write(register: number, value: number): void {
    this.cpu.writeData(register, value);
  }

  /** As an SBI instruction does it. */
  set(register: number, bits: number): void {
    this.cpu.writeData(register, this.cpu.readData(register) | bits, bits);
  }

  /** Takes the interrupt that is first in line; its vector, or undefined if there is none. */
  interrupt(): number | undefined {
    const { cpu } = this;
    cpu.pc = 0;
    cpu.SP = 0x8ff;
    cpu.data[0x5f] = 0x80;
    cpu.tick();
    cpu.data[0x5f] = 0;
    return cpu.pc === 0 ? undefined : cpu.pc;
  }
}
