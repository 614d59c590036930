import { interruptOf, type AVRTimerConfig, type CPU } from './avr.ts';
import type { Agenda, Appointment } from './agenda.ts';
import { BOTTOM, Counter, MATCH_A, MATCH_B, OVERFLOW } from './counter.ts';
import { WAVEFORMS_16_BIT, WAVEFORMS_8_BIT } from './waveform.ts';
import { CompareOutput } from './output.ts';

/**
 * A timer that computes when its next overflow or match comes instead of counting tick by tick.
 *
 * The counter is brought up to date only when somebody looks (a register is read or written) or
 * when something that can be seen happens: a flag whose interrupt is enabled, or an output pin.
 * So a core that sleeps is not woken by counts that nobody could have seen.
 *
 * Not modelled: external clock, input capture, forced compare, the asynchronous clock of timer 2, and the
 * prescaler shared by timers 0 and 1 (here, as in avr8js, choosing a clock starts it anew).
 * A compare flag is set when the counter arrives at the value, one timer clock before the chip.
 */
export class Timer {
  readonly #cpu: CPU;
  readonly #config: AVRTimerConfig;
  readonly #counter: Counter;
  readonly #event: Appointment;
  readonly #flags;
  readonly #outputs: readonly [CompareOutput, CompareOutput];
  #divider = 0;
  /** The cycle at which the counter got its present value. */
  #since = 0;
  /** Writes that take effect when the instruction is over. */
  #newCount: number | undefined;
  #newClock = false;
  /** The temporary register through which 16-bit registers are written. */
  #high = 0;

  constructor(cpu: CPU, config: AVRTimerConfig, agenda: Agenda) {
    this.#cpu = cpu;
    this.#config = config;
    this.#counter = new Counter(config.bits);
    this.#event = agenda.appointment(() => {
      this.#settle();
    });
    const flag = (address: number, flagMask: number, enableMask: number) =>
      interruptOf(address, [config.TIFR, flagMask], [config.TIMSK, enableMask]);
    this.#flags = {
      a: flag(config.compAInterrupt, config.OCFA, config.OCIEA),
      b: flag(config.compBInterrupt, config.OCFB, config.OCIEB),
      overflow: flag(config.ovfInterrupt, config.TOV, config.TOIE),
    };
    this.#outputs = [
      new CompareOutput(cpu, config.compPortA, config.compPinA),
      new CompareOutput(cpu, config.compPortB, config.compPinB),
    ];
    this.#hookCounter();
    this.#hookCompare();
    this.#hookControl();
    this.#hookFlags();
  }

  #hookCounter(): void {
    const { TCNT, bits } = this.#config;
    const { data, readHooks, writeHooks } = this.#cpu;
    readHooks[TCNT] = () => {
      this.#sync();
      const { count } = this.#counter;
      if (bits === 16) data[TCNT + 1] = count >> 8;
      return (data[TCNT] = count & 0xff);
    };
    writeHooks[TCNT] = (value) => {
      this.#sync();
      this.#newCount = (this.#high << 8) | value;
      this.#afterInstruction();
    };
    if (bits === 16) this.#hookHighByte(TCNT + 1);
  }

  #hookCompare(): void {
    const { OCRA, OCRB, ICR, bits } = this.#config;
    const { writeHooks } = this.#cpu;
    const counter = this.#counter;
    const hook = (register: number, store: (value: number) => void): void => {
      writeHooks[register] = (value) => {
        this.#sync();
        store((this.#high << 8) | value);
        if (counter.waveform.load === 'now') counter.load();
        this.#schedule();
      };
      if (bits === 16) this.#hookHighByte(register + 1);
    };
    hook(OCRA, (value) => (counter.nextA = value));
    hook(OCRB, (value) => (counter.nextB = value));
    if (ICR !== 0) hook(ICR, (value) => (counter.icr = value));
  }

  #hookHighByte(register: number): void {
    this.#cpu.writeHooks[register] = (value) => {
      this.#high = value;
    };
  }

  #hookControl(): void {
    const { TCCRA, TCCRB, bits } = this.#config;
    const { data, writeHooks } = this.#cpu;
    writeHooks[TCCRA] = (value) => {
      this.#sync();
      data[TCCRA] = value;
      this.#chooseMode();
      return true;
    };
    writeHooks[TCCRB] = (value) => {
      this.#sync();
      data[TCCRB] = bits === 8 ? value & 0x0f : value;
      this.#chooseMode();
      this.#newClock = true;
      this.#afterInstruction();
      return true;
    };
  }

  #hookFlags(): void {
    const { TIFR, TIMSK } = this.#config;
    const { readHooks, writeHooks } = this.#cpu;
    const flags = Object.values(this.#flags);
    readHooks[TIFR] = () => {
      this.#sync();
      return this.#cpu.data[TIFR] ?? 0;
    };
    writeHooks[TIFR] = (value, _old, _address, mask) => {
      this.#sync();
      for (const flag of flags) this.#cpu.clearInterruptByFlag(flag, value & mask);
      return true;
    };
    writeHooks[TIMSK] = (value) => {
      this.#sync();
      this.#cpu.data[TIMSK] = value;
      for (const flag of flags) this.#cpu.updateInterruptEnable(flag, value);
      this.#schedule();
      return true;
    };
  }

  #chooseMode(): void {
    const { TCCRA, TCCRB, bits } = this.#config;
    const a = this.#cpu.data[TCCRA] ?? 0;
    const b = this.#cpu.data[TCCRB] ?? 0;
    const mode = (a & 3) | ((b & (bits === 16 ? 0x18 : 0x08)) >> 1);
    const waveform = (bits === 16 ? WAVEFORMS_16_BIT : WAVEFORMS_8_BIT)[mode];
    if (waveform === undefined) return;
    this.#counter.waveform = waveform;
    if (waveform.slope === 'single') this.#counter.up = true;
    // Leaving a double-buffered mode, the buffers become transparent.
    if (waveform.load === 'now') this.#counter.load();
    this.#outputs[0].configure((a >> 6) & 3, waveform, waveform.toggles);
    this.#outputs[1].configure((a >> 4) & 3, waveform, false);
    this.#schedule();
  }

  #afterInstruction(): void {
    this.#event.set(this.#cpu.cycles + 1);
  }

  #settle(): void {
    if (this.#newCount === undefined) this.#sync();
    else {
      // A write to the counter has priority over its counting. One that only counts up overflows from where it stood
      // all the same; one that also counts down would have to arrive at zero.
      if (this.#counter.waveform.slope === 'single') this.#sync(this.#turned);
      else this.#skipTicks();
      this.#counter.set(this.#newCount);
      this.#newCount = undefined;
    }
    if (this.#newClock) {
      const { dividers, TCCRB } = this.#config;
      const choice = (this.#cpu.data[TCCRB] ?? 0) & 7;
      this.#divider = dividers[choice as keyof typeof dividers];
      this.#since = this.#cpu.cycles;
      this.#newClock = false;
    }
    this.#schedule();
  }

  #skipTicks(): number {
    if (this.#divider === 0) return 0;
    const ticks = Math.floor((this.#cpu.cycles - this.#since) / this.#divider);
    this.#since += ticks * this.#divider;
    return ticks;
  }

  /** Counts up to now. */
  #sync(arrived = this.#arrived): void {
    const ticks = this.#skipTicks();
    if (ticks > 0) this.#counter.advance(ticks, arrived);
  }

  readonly #turned = (what: number): void => {
    this.#arrived(what & (BOTTOM | OVERFLOW));
  };

  readonly #arrived = (what: number): void => {
    const { a, b, overflow } = this.#flags;
    const up = this.#counter.up;
    if (what & MATCH_A) this.#cpu.setInterruptFlag(a);
    if (what & MATCH_B) this.#cpu.setInterruptFlag(b);
    if (what & MATCH_A) this.#outputs[0].match(up);
    if (what & MATCH_B) this.#outputs[1].match(up);
    if (what & BOTTOM) for (const output of this.#outputs) output.bottom();
    if (what & OVERFLOW) this.#cpu.setInterruptFlag(overflow);
  };

  /** A clock's counter, which only ever matches, turns once a millisecond: nobody sees that. */
  #seesTurn(enabled: number): boolean {
    const { a, b, top, waveform } = this.#counter;
    const alike = waveform.slope === 'single' && waveform.load === 'now' && Math.max(a, b) <= top;
    const outputs = this.#outputs[0].connected || this.#outputs[1].connected;
    return !alike || outputs || (enabled & this.#flags.overflow.enableMask) !== 0;
  }

  /** Makes the appointment for the next arrival that somebody could see. */
  #schedule(): void {
    if (this.#newClock || this.#newCount !== undefined) return;
    const { a, b, overflow } = this.#flags;
    const enabled = this.#cpu.data[this.#config.TIMSK] ?? 0;
    const seesA = (enabled & a.enableMask) !== 0 || this.#outputs[0].connected;
    const seesB = (enabled & b.enableMask) !== 0 || this.#outputs[1].connected;
    if (this.#divider === 0 || !(seesA || seesB || enabled & overflow.enableMask)) {
      this.#event.set(Infinity);
      return;
    }
    const counter = this.#counter;
    const turn = counter.ticksToTurn();
    let ticks = turn;
    if (seesA) ticks = Math.min(ticks, counter.ticksTo(counter.a));
    if (seesB) ticks = Math.min(ticks, counter.ticksTo(counter.b));
    if (ticks === turn && !this.#seesTurn(enabled)) {
      ticks = turn + Math.min(seesA ? counter.a : Infinity, seesB ? counter.b : Infinity);
    }
    this.#event.set(this.#since + ticks * this.#divider);
  }
}
