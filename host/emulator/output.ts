import type { CPU } from './avr.ts';
import type { Waveform } from './waveform.ts';

/** What a compare output does to its pin, in avr8js's numbers. */
const RELEASE = 0;
const CONNECT = 1;
const SET = 2;
const CLEAR = 3;
const TOGGLE = 4;

/** avr8js does not export the type of `mode`. */
interface Overridable {
  timerOverridePin(pin: number, mode: number): void;
}

/** A pin that a timer drives by itself (OC0A and so on): datasheet tables 15-2 to 15-7. */
export class CompareOutput {
  readonly #cpu: CPU;
  readonly #port: number;
  readonly #pin: number;
  #action = 0;
  #waveform: Waveform | undefined;

  constructor(cpu: CPU, port: number, pin: number) {
    this.#cpu = cpu;
    this.#port = port;
    this.#pin = pin;
  }

  get connected(): boolean {
    return this.#action !== 0;
  }

  /** `action` is the two COM bits: 0 none, 1 toggle, 2 and 3 the two senses. */
  configure(action: number, waveform: Waveform, toggles: boolean): void {
    const was = this.connected;
    this.#waveform = waveform;
    this.#action = action === 1 && waveform.pwm && !toggles ? 0 : action;
    if (was !== this.connected) this.#drive(this.connected ? CONNECT : RELEASE);
  }

  /** The counter arrived at the compare value; `up` is where it goes from there. */
  match(up: boolean): void {
    if (this.#action === 0) return;
    if (this.#action === 1) this.#drive(TOGGLE);
    else if (this.#waveform?.slope === 'dual') this.#level((this.#action === 3) === up);
    else this.#level(this.#action === 3);
  }

  /** The counter wrapped: in fast PWM the pin goes back. */
  bottom(): void {
    if (this.#action < 2 || !this.#waveform?.pwm || this.#waveform.slope === 'dual') return;
    this.#level(this.#action === 2);
  }

  #level(high: boolean): void {
    this.#drive(high ? SET : CLEAR);
  }

  #drive(mode: number): void {
    const port: Overridable | undefined = this.#cpu.gpioByPort[this.#port];
    port?.timerOverridePin(this.#pin, mode);
  }
}
