import { mulberry32 } from '../../host/system/random.ts';

/** Chance that is the same for the same seed. */
export class Dice {
  readonly #random: () => number;

  constructor(seed: number) {
    this.#random = mulberry32(seed);
  }

  chance(probability: number): boolean {
    return this.#random() < probability;
  }

  /** A whole number, both ends included. */
  draw(least: number, most: number): number {
    return least + Math.floor(this.#random() * (most - least + 1));
  }

  oneOf<T>(things: readonly T[]): T {
    const thing = things[this.draw(0, things.length - 1)];
    if (thing === undefined) throw new Error('nothing to draw from');
    return thing;
  }
}
