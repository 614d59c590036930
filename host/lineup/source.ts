/** A text being read: finds lines and columns, makes problems, and collects remarks. */
import { detached, visible } from '../system/characters.ts';
import type { Remark } from './lineup.ts';
import { InputProblem, type Place } from '../system/problem.ts';

/** A stretch of the text, in UTF-16 units from its beginning (as most editors count columns). */
export interface Span {
  readonly at: number;
  readonly length: number;
}

/** Longest piece of a line that is shown under a message. */
const EXCERPT = 100;
/** More remarks than this tell nobody anything. */
const MOST_REMARKS = 50;

export class SourceText {
  /** As the user named it, made safe to print. */
  readonly name: string;
  readonly text: string;
  readonly #remarks: Remark[] = [];
  #unsaid = 0;
  #starts: number[] | undefined;

  constructor(name: string, text: string) {
    this.name = visible(name);
    this.text = text;
  }

  /** 1-based line that an offset is in. Lines end with LF, CR LF or CR. */
  lineAt(at: number): number {
    const starts = this.#lineStarts();
    let low = 0;
    let high = starts.length;
    while (high - low > 1) {
      const middle = (low + high) >> 1;
      if ((starts[middle] ?? 0) <= at) low = middle;
      else high = middle;
    }
    return low + 1;
  }

  place({ at, length }: Span): Place {
    const line = this.lineAt(at);
    const start = this.#lineStarts()[line - 1] ?? 0;
    const whole = /.*/.exec(this.text.slice(start, Math.max(at, start) + 2 * EXCERPT))?.[0] ?? '';
    const column = at - start + 1;
    const from = Math.max(0, Math.min(column - 30, whole.length - EXCERPT));
    const excerpt = visible(whole.slice(from, from + EXCERPT));
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
    const line = this.lineAt(span.at);
    const column = span.at - (this.#lineStarts()[line - 1] ?? 0) + 1;
    this.#remarks.push({ message, line, column });
  }

  get remarks(): readonly Remark[] {
    if (this.#unsaid === 0) return [...this.#remarks];
    return [...this.#remarks, { message: `and ${String(this.#unsaid)} more remarks like these` }];
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
