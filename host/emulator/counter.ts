import { WAVEFORMS_8_BIT, type Waveform } from './waveform.ts';

/** What happened when the counter arrived at a value: any of these together. */
export const MATCH_A = 1;
export const MATCH_B = 2;
export const BOTTOM = 4;
export const OVERFLOW = 8;

/**
 * The counting part of a timer: pure, no registers, no cycles. It is moved on by any number of
 * ticks at once and stops only at values where something happens.
 */
export class Counter {
  count = 0;
  up = true;
  waveform: Waveform = WAVEFORMS_8_BIT[0] as Waveform;
  /** The compare values in effect, and those that a double-buffered mode will load next. */
  a = 0;
  b = 0;
  nextA = 0;
  nextB = 0;
  icr = 0;
  readonly max: number;

  constructor(bits: 8 | 16) {
    this.max = 2 ** bits - 1;
  }

  get top(): number {
    const { top } = this.waveform;
    return top === 'ocra' ? this.a : top === 'icr' ? this.icr : top;
  }

  /** Takes over what a double-buffered mode has been told to compare with. */
  load(): void {
    this.a = this.nextA;
    this.b = this.nextB;
  }

  /** The CPU writes the counter: it counts upwards from there, and no compare is made there. */
  set(count: number): void {
    this.count = count;
    this.up = true;
    const { load } = this.waveform;
    if ((load === 'bottom' && count === 0) || (load === 'top' && count === this.top)) this.load();
  }

  /** Ticks until the counter turns (or wraps); Infinity if it cannot move. */
  ticksToTurn(): number {
    const { count, max, top } = this;
    const beyond = count > top;
    if (this.waveform.slope === 'single') return (beyond ? max : top) + 1 - count;
    if (top === 0 && count === 0) return Infinity;
    this.#face();
    if (!this.up) return count;
    return beyond ? max + 1 - count : top - count;
  }

  /** Ticks until the counter arrives at `value`; Infinity if it turns before. */
  ticksTo(value: number): number {
    const { count, top } = this;
    const rising = this.waveform.slope === 'single' || this.up;
    if (!rising) return value < count ? count - value : Infinity;
    return value > count && (value <= top || count > top) ? value - count : Infinity;
  }

  /** Moves on by `ticks`; `arrived` is told what happened, in order. */
  advance(ticks: number, arrived: (what: number) => void): void {
    let turns = 0;
    while (ticks > 0) {
      const turn = this.ticksToTurn();
      if (turn === Infinity) return;
      const step = Math.min(turn, this.ticksTo(this.a), this.ticksTo(this.b));
      if (step > ticks) {
        this.#move(ticks);
        return;
      }
      ticks -= step;
      if (step === turn) {
        arrived(this.#turn());
        // After two whole rounds every further one is the same: nobody needs to see them.
        if (++turns > 4) ticks %= this.waveform.slope === 'single' ? this.top + 1 : 2 * this.top;
      } else {
        this.#move(step);
        arrived(this.#matches());
      }
    }
  }

  /** At either end, a counter that goes both ways looks inwards. */
  #face(): void {
    if (this.count === this.top) this.up = false;
    if (this.count === 0) this.up = true;
  }

  #move(ticks: number): void {
    this.count += this.waveform.slope === 'single' || this.up ? ticks : -ticks;
  }

  #matches(): number {
    return (this.count === this.a ? MATCH_A : 0) | (this.count === this.b ? MATCH_B : 0);
  }

  #turn(): number {
    const { slope, load, overflow } = this.waveform;
    const fromMax = this.count > this.top || this.top === this.max;
    const atTop = slope === 'dual' && this.up && this.count <= this.top;
    const fell = slope === 'dual' && !this.up;
    this.count = atTop ? this.top : 0;
    if (slope === 'dual') this.up = !atTop;
    const what = this.#matches();
    if (load === (atTop ? 'top' : 'bottom')) this.load();
    if (atTop) return what;
    const overflows = slope === 'dual' ? fell : overflow === 'bottom' || fromMax;
    return what | BOTTOM | (overflows ? OVERFLOW : 0);
  }
}
