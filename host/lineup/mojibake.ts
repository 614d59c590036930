/** Text that was UTF-8 once, was taken for Windows' Latin, and saved as UTF-8 again: "JosÃ©". */

/** Windows-1252 where it differs from Latin-1, from 0x80 on; blanks are bytes that it leaves free. */
const WINDOWS = '€\u0081‚ƒ„…†‡ˆ‰Š‹Œ\u008dŽ\u008f\u0090‘’“”•–—˜™š›œ\u009džŸ';
const BYTES = new Map(Array.from(WINDOWS, (character, i) => [character, 0x80 + i]));

const byteOf = (character: string): number => BYTES.get(character) ?? character.codePointAt(0) ?? 0;

const FOLLOWING = `[\\u0080-\\u00bf${WINDOWS.replace(/[\^\]\\-]/g, '\\$&')}]`;
/** Beginnings of two, three and four bytes: accents, Greek, Cyrillic, Arabic; quotes, Chinese; emoji. */
const TWICE = new RegExp(
  `[\\u00c2-\\u00df]${FOLLOWING}|[\\u00e0-\\u00ef]${FOLLOWING}{2}|[\\u00f0-\\u00f4]${FOLLOWING}{3}`,
  'gu',
);
/** Quotes, dashes and dots stand behind letters of many languages, also several, and French ones after a space: “Café…”. */
const PUNCTUATION = /^.(?:[‘’“”…–—•]|[‘’“”…–—•»›\u00a0]{2,3})$/u;

/** What the text was before, if it looks encoded twice; undefined if it does not. */
export function decodedOnce(text: string): string | undefined {
  if (!/[\u00c2-\u00f4]/.test(text)) return undefined;
  const decoder = new TextDecoder('utf-8', { fatal: true });
  const mended = text.replace(TWICE, (run, at: number) => {
    const next = text.charAt(at + run.length);
    if (PUNCTUATION.test(run) && !/\p{L}/u.test(next)) return run;
    try {
      return decoder.decode(Uint8Array.from(Array.from(run, byteOf)));
    } catch {
      return run;
    }
  });
  return mended === text ? undefined : mended;
}
