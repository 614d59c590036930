/** Chance that can be repeated. */

/** The small generator mulberry32: numbers from 0 up to, not including, 1; the same for the same seed. */
export function mulberry32(seed: number): () => number {
  let state = seed >>> 0;
  return () => {
    state = (state + 0x6d2b79f5) >>> 0;
    let mixed = Math.imul(state ^ (state >>> 15), state | 1);
    mixed ^= mixed + Math.imul(mixed ^ (mixed >>> 7), mixed | 61);
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 2 ** 32;
  };
}

/** One of some things. */
export function oneOf<T>(things: readonly [T, ...T[]], random: () => number): T {
  return things[Math.floor(random() * things.length)] ?? things[0];
}
