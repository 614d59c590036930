/** Bytes, without Node's Buffer: this also runs in a browser. */

/** Lower-case hex digits, two a byte. */
export const hexOf = (bytes: Uint8Array): string =>
  Array.from(bytes, (byte) => byte.toString(16).padStart(2, '0')).join('');

/** One after the other. */
export function joinBytes(one: Uint8Array, other: Uint8Array): Uint8Array {
  const all = new Uint8Array(one.length + other.length);
  all.set(one);
  all.set(other, one.length);
  return all;
}

/** The bytes of a latin-1 text. */
export const bytesOf = (text: string): Uint8Array =>
  Uint8Array.from(text, (letter) => letter.charCodeAt(0));

const encoder = new TextEncoder();

/** How many bytes a text has as UTF-8. */
export const sizeOf = (text: string): number => encoder.encode(text).length;
