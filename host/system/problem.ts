/** Errors in what people wrote: each names the place and the mend. Exit code 2. */
import { displayWidth } from './characters.ts';

export interface Place {
  /** The source as the user named it: a path, an address, or `standard input`. */
  readonly source: string;
  /** Both count from 1. */
  readonly line?: number;
  readonly column?: number;
  /** The text of that line, to be shown underlined; cleaned of control characters. */
  readonly excerpt?: string;
  /** Column that the excerpt begins at, where a long line is cut; 1 without it. */
  readonly excerptFrom?: number;
  /** How many characters of the excerpt the problem covers, from `column` on. */
  readonly width?: number;
}

/** Bad input. `message` says what is wrong and how to mend it; `place` says where. */
export class InputProblem extends Error {
  readonly place: Place;

  constructor(message: string, place: Place) {
    super(message);
    this.name = 'InputProblem';
    this.place = place;
  }

  /** `lineup.csv:7:3: the duration "abc" …`, then the line, underlined, where it is known. */
  describe(): string {
    const { source, line, column, excerpt, excerptFrom = 1, width = 1 } = this.place;
    const where = [source, line, column].filter((part) => part !== undefined).join(':');
    const head = `${where}: ${this.message}`;
    if (excerpt === undefined || column === undefined) return head;
    const at = Math.max(0, column - excerptFrom);
    const indent = ' '.repeat(displayWidth(excerpt.slice(0, at)));
    const marks = '^'.repeat(Math.max(1, displayWidth(excerpt.slice(at, at + width))));
    return `${head}\n  ${excerpt}\n  ${indent}${marks}`;
  }
}
