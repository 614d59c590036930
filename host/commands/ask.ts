/** Yes or no, from whoever sits at the terminal. */
import { createInterface } from 'node:readline/promises';

export interface Asker {
  /** Undefined where nobody sits at a terminal. */
  readonly ask: ((question: string) => Promise<boolean>) | undefined;
  readonly done: () => void;
}

export function asker(): Asker {
  if (!process.stdin.isTTY || !process.stdout.isTTY)
    return { ask: undefined, done: () => undefined };
  const terminal = createInterface({ input: process.stdin, output: process.stdout });
  return {
    ask: async (question) => !/^n/i.test((await terminal.question(`${question} [Y/n] `)).trim()),
    done: () => {
      terminal.close();
    },
  };
}
