/** What people are told when a command cannot go on: a sentence that says what happened and what to do. */
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

/** Exit codes that scripts may rely on. */
export const EXIT = { done: 0, failed: 1, badInput: 2, noLight: 3 } as const;

/** `message` is a sentence for people; any other error is a fault of ours. */
export class Problem extends Error {
  /** What the command ends with. */
  readonly exitCode: number = EXIT.failed;

  constructor(message: string, options?: ErrorOptions) {
    super(message, options);
    this.name = new.target.name;
  }

  /** All that is to be printed, the place included. */
  describe(): string {
    return this.message;
  }
}

/** No light where one was asked for. */
export class LightProblem extends Problem {
  override readonly exitCode = EXIT.noLight;
}

/** Bad input. `message` says what is wrong and how to mend it; `place` says where. */
export class InputProblem extends Problem {
  override readonly exitCode = EXIT.badInput;
  readonly place: Place;

  constructor(message: string, place: Place) {
    super(message);
    this.place = place;
  }

  /** `lineup.csv:7:3: the duration "abc" …`, then the line, underlined, where it is known. */
  override describe(): string {
    const { source, line, column, excerpt, excerptFrom = 1, width = 1 } = this.place;
    const where = [source, line, column].filter((part) => part !== undefined).join(':');
    const head = `${where}: ${this.message}`;
    if (excerpt === undefined || column === undefined) return head;
    const at = Math.max(0, column - excerptFrom);
    const indent = ' '.repeat(displayWidth(excerpt.slice(0, at)));
    const marks = '^'.repeat(Math.max(1, displayWidth(excerpt.slice(at, at + width))));
    return `${head}\n  ${excerpt}\n  ${indent}${marks}`;
  }

  /** What fits on a line of a screen. */
  brief(): string {
    return this.describe().split('\n', 1)[0] ?? '';
  }
}

/** More mistakes than this are not worth reading: something else is wrong. */
const MOST_TOLD = 20;

/** Several mistakes in one input, told together; `message` and `place` are those of the first. */
class InputProblems extends InputProblem {
  readonly #all: readonly InputProblem[];

  constructor(first: InputProblem, all: readonly InputProblem[]) {
    super(first.message, first.place);
    this.name = 'InputProblem';
    this.#all = all;
  }

  /** Each as it is told alone, then how many there are. */
  override describe(): string {
    const { length } = this.#all;
    const told = this.#all.slice(0, MOST_TOLD).map((one) => one.describe());
    const shown = length > MOST_TOLD ? `: the first ${String(MOST_TOLD)} are shown` : '';
    return [...told, `${String(length)} mistakes in all${shown}.`].join('\n');
  }

  override brief(): string {
    const others = this.#all.length - 1;
    return `${super.brief()} (and ${String(others)} more ${others === 1 ? 'mistake' : 'mistakes'})`;
  }
}

/** One problem out of those that were found; undefined if there is none. */
export function togetherOf(all: readonly InputProblem[]): InputProblem | undefined {
  const [first] = all;
  return first && all.length > 1 ? new InputProblems(first, all) : first;
}
