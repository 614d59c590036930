/** A text being read: finds lines and columns, makes problems, and collects remarks. */
import { detached, maskedMail, visible } from '../system/characters.ts';
import type { ReadLength } from './lengths.ts';
import type { Remark, TalkPlace } from './lineup.ts';
import { InputProblem, togetherOf, type Place } from '../system/problem.ts';

/** A stretch of the text, in UTF-16 units from its beginning (as most editors count columns). */
export interface Span {
  readonly at: number;
  readonly length: number;
}

/** A length as it was read: how it was written, and where. */
export interface LengthAt extends ReadLength {
  readonly text: string;
  readonly span: Span;
}

/** Longest piece of a line that is shown under a message. */
const EXCERPT = 100;
/** More remarks than this tell nobody anything. */
const MOST_REMARKS = 50;

/** Index of the last of ascending numbers that is at most `at`; 0 if none is. */
export function lastAtMost(ascending: readonly number[], at: number): number {
  let low = 0;
  let high = ascending.length;
  while (high - low > 1) {
    const middle = (low + high) >> 1;
    if ((ascending[middle] ?? 0) <= at) low = middle;
    else high = middle;
  }
  return low;
}

export class SourceText {
  /** As the user named it, made safe to print. */
  readonly name: string;
  readonly text: string;
  /** The lengths of talks that were read, for doubts about all of them. */
  readonly lengths: LengthAt[] = [];
  /** Where and when talks are, by their lines, where the source says so. */
  readonly places = new Map<number, TalkPlace>();
  readonly #remarks: Remark[] = [];
  /** Lines that became no talk, by what they are. */
  readonly #left = new Map<string, number[]>();
  readonly #mistakes: InputProblem[] = [];
  /** Where the same was guessed. */
  readonly #guesses = new Map<string, { readonly first: Span; readonly lines: number[] }>();
  #unsaid = 0;
  #starts: number[] | undefined;

  constructor(name: string, text: string) {
    this.name = visible(name);
    this.text = text;
  }

  /** 1-based line that an offset is in. Lines end with LF, CR LF or CR. */
  lineAt(at: number): number {
    return lastAtMost(this.#lineStarts(), at) + 1;
  }

  place({ at, length }: Span): Place {
    const line = this.lineAt(at);
    const start = this.#lineStarts()[line - 1] ?? 0;
    const whole = /.*/.exec(this.text.slice(start, Math.max(at, start) + 2 * EXCERPT))?.[0] ?? '';
    const column = at - start + 1;
    const from = Math.max(0, Math.min(column - 30, whole.length - EXCERPT));
    const excerpt = visible(maskedMail(whole).slice(from, from + EXCERPT));
    const width = Math.max(1, Math.min(length, from + excerpt.length - column + 1));
    return { source: this.name, line, column, excerpt, width, excerptFrom: from + 1 };
  }

  /** Bad input at a place. The message says what is wrong and how to mend it. */
  problem(span: Span, message: string): InputProblem {
    return new InputProblem(message, this.place(span));
  }

  /** Bad input as a whole. */
  problemAll(message: string): InputProblem {
    return new InputProblem(message, { source: this.name });
  }

  /**
   * Reads a part in which there may be a mistake: it is kept, to be told with all the others by `whole`,
   * and the reading goes on. Gives undefined then.
   */
  tried<T>(read: () => T): T | undefined {
    try {
      return read();
    } catch (error) {
      if (!(error instanceof InputProblem)) throw error;
      this.#mistakes.push(error);
      return undefined;
    }
  }

  /** Reads all of it. Throws an InputProblem that tells all mistakes at once. */
  whole<T>(read: () => T): T {
    const found = this.tried(() => ({ value: read() }));
    const problem = togetherOf([...this.#mistakes].sort(byPlace));
    if (problem) throw problem;
    if (!found) throw this.problemAll('this cannot be read');
    return found.value;
  }

  /** Something doubtful, told by `check` and `run`; the reading goes on. */
  remark(text: string, span?: Span): void {
    const message = detached(text);
    if (this.#remarks.length >= MOST_REMARKS) {
      this.#unsaid += 1;
      return;
    }
    if (!span) {
      this.#remarks.push({ message });
      return;
    }
    this.#remarks.push({ message, ...this.#lineAndColumn(span) });
  }

  #lineAndColumn({ at }: Span): { readonly line: number; readonly column?: number } {
    const column = this.columnAt(at);
    return { line: this.lineAt(at), ...(column === undefined ? {} : { column }) };
  }

  /** 1-based column that an offset is in; undefined where the source has none. */
  protected columnAt(at: number): number | undefined {
    return at - (this.#lineStarts()[this.lineAt(at) - 1] ?? 0) + 1;
  }

  /**
   * Something that becomes no talk, on purpose. `what` names one of it, "comment line"; all that was
   * left out is told in one remark.
   */
  leftOut(what: string, { at }: Span): void {
    const lines = this.#left.get(what);
    if (lines) lines.push(this.lineAt(at));
    else this.#left.set(what, [this.lineAt(at)]);
  }

  /** Something that was guessed, perhaps of many lines: told once, with the lines. */
  guess(message: string, span: Span): void {
    const before = this.#guesses.get(message);
    const line = this.lineAt(span.at);
    if (!before) this.#guesses.set(message, { first: span, lines: [line] });
    else if (before.lines.at(-1) !== line) before.lines.push(line);
  }

  /** "2 comment lines were left out (lines 1 and 4)", or nothing. */
  get leftOutAll(): string | undefined {
    return this.#left.size > 0 ? leftOutIn(this.#left) : undefined;
  }

  get remarks(): readonly Remark[] {
    const remarks = [...this.#remarks];
    for (const [message, { first, lines }] of this.#guesses) {
      const others = lines.length > 1 ? ` (${placesIn(lines)})` : '';
      remarks.push({ message: message + others, ...this.#lineAndColumn(first) });
    }
    if (this.#unsaid > 0)
      remarks.push({ message: `and ${String(this.#unsaid)} more notes like these` });
    if (this.leftOutAll !== undefined) remarks.push({ message: this.leftOutAll });
    return remarks;
  }

  #lineStarts(): number[] {
    if (this.#starts) return this.#starts;
    const starts = [0];
    for (const { index, 0: end } of this.text.matchAll(/\r\n|\n|\r/g))
      starts.push(index + end.length);
    this.#starts = starts;
    return starts;
  }
}

/** Places of more lines than this tell nobody anything. */
const MOST_LINES = 8;

/** "2 comment lines and 1 heading were left out, 3 in all (lines 1, 4 and 9)". */
function leftOutIn(left: ReadonlyMap<string, readonly number[]>): string {
  const first = (lines: readonly number[]): number => lines.reduce((a, b) => Math.min(a, b));
  const kinds = [...left].sort(([, a], [, b]) => first(a) - first(b));
  const counts = kinds.map(([what, { length }]) => counted(length, what));
  const lines = [...left.values()].flat().sort((a, b) => a - b);
  const total = counts.length > 1 ? `, ${String(lines.length)} in all` : '';
  const verb = lines.length === 1 ? 'was' : 'were';
  return `${listed(counts)} ${verb} left out${total} (${placesIn(lines)})`;
}

/** "line 4", "lines 1, 4 and 9", "lines 1, 2, 3, 4, 5, 6, 7, 8, …". */
function placesIn(lines: readonly number[]): string {
  const places = [...new Set(lines)];
  const shown = places.slice(0, MOST_LINES).map(String);
  const where = places.length > shown.length ? `${shown.join(', ')}, …` : listed(shown);
  return `line${places.length === 1 ? '' : 's'} ${where}`;
}

/** "1 heading", "2 headings". */
export const counted = (n: number, what: string): string =>
  `${String(n)} ${what}${n === 1 ? '' : 's'}`;

/** `A`, `A and B`, `A, B and C`. */
const listed = (texts: readonly string[]): string =>
  texts.length < 2 ? texts.join('') : `${texts.slice(0, -1).join(', ')} and ${texts.at(-1) ?? ''}`;

/** In the order of the text; what has no place keeps its own. */
const byPlace = ({ place: a }: InputProblem, { place: b }: InputProblem): number =>
  (a.line ?? 0) - (b.line ?? 0) || (a.column ?? 0) - (b.column ?? 0);
