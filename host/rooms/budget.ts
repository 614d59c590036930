/** How many messages of somebody are looked at: who floods must not take the others' time. */
const SECOND = 1000;
/** Who sent too much is told of for so long, in ms. */
const TOLD = 10_000;

export class Budget {
  readonly #most: number;
  #second = -Infinity;
  #count = 0;
  #spent = -Infinity;

  /** `most`: so many in a second. */
  constructor(most: number) {
    this.#most = most;
  }

  /** Whether one more may be looked at, at a moment in ms. */
  admit(now: number): boolean {
    if (now - this.#second > SECOND) {
      this.#second = now;
      this.#count = 0;
    }
    this.#count += 1;
    if (this.#count <= this.#most) return true;
    this.#spent = now;
    return false;
  }

  /** Whether there were more of late: what is known may be old. */
  overspent(now: number): boolean {
    return now - this.#spent < TOLD;
  }
}
