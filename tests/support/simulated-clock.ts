/** A clock that stands until a test lets it go on. It refuses to go back. */
import { instant, type Instant } from '../../protocol/time.ts';
import type { Clock } from '../../host/system/host-clock.ts';

interface Deadline {
  readonly when: number;
  readonly run: () => void;
}

export class SimulatedClock implements Clock {
  readonly speed = 1;
  #now = 0;
  readonly #deadlines = new Set<Deadline>();
  /** No deadline is before this. */
  #earliest = Infinity;

  now(): Instant {
    return instant(this.#now);
  }

  at(when: Instant, run: () => void): () => void {
    const deadline = { when, run };
    this.#deadlines.add(deadline);
    this.#earliest = Math.min(this.#earliest, when);
    return () => {
      this.#deadlines.delete(deadline);
    };
  }

  /** Lets so many ms pass; each deadline is met at its own moment. */
  pass(ms: number): void {
    const end = this.#now + ms;
    if (end < this.#now) throw new RangeError('a clock does not go back');
    this.#meet(end);
    this.#now = end;
  }

  /** Lets time pass without meeting any deadline, as a blocked event loop does. */
  skip(ms: number): void {
    this.#now += ms;
  }

  /** Meets, late, the deadlines that are due; whether there were any. */
  meet(): boolean {
    return this.#meet(this.#now);
  }

  /** Lets time pass without meeting any deadline; then meets them late. */
  block(ms: number): void {
    this.skip(ms);
    this.meet();
  }

  #meet(end: number): boolean {
    let met = false;
    for (;;) {
      if (this.#earliest > end) return met;
      let next: Deadline | undefined;
      for (const each of this.#deadlines) if (each.when < (next?.when ?? Infinity)) next = each;
      this.#earliest = next?.when ?? Infinity;
      if (next === undefined || next.when > end) return met;
      this.#deadlines.delete(next);
      this.#now = Math.max(this.#now, next.when);
      next.run();
      met = true;
    }
  }
}
