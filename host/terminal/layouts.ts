/** Keyboards in other alphabets: the Latin key at the same place. */

const ROWS: readonly (readonly [keys: string, latin: string])[] = [
  // Russian and Ukrainian; the signs between are those of the same keys.
  ['йцукенгшщзфывапролдячсмитьбю', 'qwertyuiopasdfghjklzxcvbnm,.'],
  ['іїє', "s]'"],
  ['ςερτυθιοπασδφγηξκλζχψωβνμ', 'wertyuiopasdfghjklzxcvbnm'],
  ['קראטוןםפשדגכעיחלךזסבהנמצתץ', 'ertyuiopasdfghjklzxcvbnm,.'],
];

const LATIN: ReadonlyMap<string, string> = new Map(
  ROWS.flatMap(([keys, latin]) =>
    Array.from(keys, (key, at): [string, string] => [key, latin[at] ?? key]),
  ),
);

/** The key that a character was typed with, whatever the layout and Caps Lock say. */
export function latinKey(character: string): string {
  const small = character.toLowerCase();
  return LATIN.get(small) ?? small;
}
