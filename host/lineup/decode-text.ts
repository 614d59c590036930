/** Bytes to text: what is not UTF-8 text gets an error that says what it is and what to do. */
import { isUtf8 } from 'node:buffer';
import { visible } from '../system/characters.ts';
import { InputProblem } from '../system/problem.ts';
import { SourceText } from './source.ts';

const HOW_TO_SAVE =
  'Save it as UTF-8: in Excel "CSV UTF-8", in LibreOffice the character set "Unicode (UTF-8)", in an editor the encoding "UTF-8".';

/** Files that people take for a lineup, by their first bytes. */
const LOOKALIKES: readonly (readonly [signature: string, advice: string])[] = [
  ['PK\u0003\u0004', 'this is a spreadsheet or another zipped file: save the sheet as CSV (UTF-8)'],
  [
    '\u00d0\u00cf\u0011\u00e0',
    'this is an old Excel or Word file, or one with a password: save the sheet as .xlsx, .ods or CSV (UTF-8), without a password',
  ],
  ['%PDF-', 'this is a PDF: copy the names into a text file, one "Speaker - Title" per line'],
  ['{\\rtf', 'this is a rich text file: save it as plain text (UTF-8)'],
  ['\u001f\u008b', 'this file is compressed: unpack it first (gunzip)'],
];

/** Looking this far for a null byte tells binary files from text. */
const BINARY_PROBE = 65_536;

/** Encodings that a byte order mark names beyond doubt: Excel's "Unicode text", and Notepad's. */
const MARKED: readonly (readonly [mark: readonly [number, number], encoding: string])[] = [
  [[0xff, 0xfe], 'utf-16le'],
  [[0xfe, 0xff], 'utf-16be'],
];

/** The same text as UTF-8, where a byte order mark says that it is UTF-16. Throws InputProblem if it is not. */
export function asUtf8(name: string, bytes: Uint8Array): Uint8Array {
  const marked = MARKED.find(([[a, b]]) => bytes[0] === a && bytes[1] === b);
  if (!marked) return bytes;
  try {
    return new TextEncoder().encode(new TextDecoder(marked[1], { fatal: true }).decode(bytes));
  } catch {
    throw new InputProblem(`this file is damaged UTF-16. ${HOW_TO_SAVE}`, {
      source: visible(name),
    });
  }
}

/** The text of a source, without its byte order mark. Throws InputProblem if it is not UTF-8 text. */
export function decode(name: string, bytes: Uint8Array): SourceText {
  checkText(name, bytes);
  return new SourceText(name, new TextDecoder('utf-8').decode(bytes));
}

/** Throws InputProblem if the bytes are not UTF-8 text. */
export function checkText(name: string, bytes: Uint8Array): void {
  const whole = (message: string): InputProblem =>
    new InputProblem(message, { source: visible(name) });
  const head = String.fromCharCode(...bytes.subarray(0, 8));
  const lookalike = LOOKALIKES.find(([signature]) => head.startsWith(signature));
  if (lookalike) throw whole(lookalike[1]);
  const nul = bytes.subarray(0, BINARY_PROBE).indexOf(0);
  if (nul >= 0) {
    throw whole(
      `this is not a text file (byte ${String(nul + 1)} is 0): a lineup is text, CSV, YAML, JSON or a calendar`,
    );
  }
  if (!isUtf8(bytes)) throw notUtf8(name, bytes);
}

/** Says which byte is wrong, and shows its line as it was probably meant. */
function notUtf8(name: string, bytes: Uint8Array): InputProblem {
  const bad = firstBadByte(bytes);
  const shown = new SourceText(name, new TextDecoder('windows-1252').decode(bytes));
  const hex = (bytes[bad] ?? 0).toString(16).toUpperCase().padStart(2, '0');
  const message = `this is not UTF-8: byte ${String(bad + 1)} is ${hex}. ${HOW_TO_SAVE}`;
  return shown.problem({ at: bad, length: 1 }, message);
}

/** Index of the first byte that begins no character. */
function firstBadByte(bytes: Uint8Array): number {
  let at = 0;
  while (at < bytes.length) {
    if ((bytes[at] ?? 0) < 0x80) {
      at += 1;
      continue;
    }
    const start = at;
    const size = [2, 3, 4].find(
      (n) => isUtf8(bytes.subarray(start, start + n)) && start + n <= bytes.length,
    );
    if (size === undefined) break;
    at += size;
  }
  return at;
}
