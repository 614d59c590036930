/** Yes or no, from whoever sits at the terminal. */
import { createInterface } from 'node:readline/promises';

export interface Asker {
  /** Undefined where nobody sits at a terminal. */
  readonly ask: ((question: string) => Promise<boolean>) | undefined;
  readonly done: () => void;
}

/** `usual`: what Enter alone says. */
export function asker(usual = true): Asker {
  if (!process.stdin.isTTY || !process.stdout.isTTY)
    return { ask: undefined, done: () => undefined };
  const terminal = createInterface({ input: process.stdin, output: process.stdout });
  return {
    ask: async (question) => {
      const answer = (await terminal.question(`${question} ${usual ? '[Y/n]' : '[y/N]'} `)).trim();
      return usual ? !/^n/i.test(answer) : /^y/i.test(answer);
    },
    done: () => {
      terminal.close();
    },
  };
}
