/** Ports where people type them: after the command as well as after --port; and what a word too many may be meant for. */
import { InputProblem } from '../system/problem.ts';

/** The port that was named either way. Throws an InputProblem where two are. */
export function portOf(
  word: string | undefined,
  option: string | undefined,
): { readonly port?: string } {
  if (word !== undefined && option !== undefined && word !== option)
    throw new InputProblem(`${option} is named with --port already: one port at a time`, {
      source: word,
    });
  const port = option ?? word;
  return port === undefined ? {} : { port };
}

const LOOKS_LIKE_PORT = /^(?:\/dev\/|COM\d+$|virtual$)/i;

/** Of words that are settings, the first that looks like a port, and the others. */
export function portAmong(words: readonly string[]): {
  readonly port: string | undefined;
  readonly others: readonly string[];
} {
  const port = words.find((word) => LOOKS_LIKE_PORT.test(word));
  return { port, others: words.filter((word) => word !== port) };
}

const ONE_LINEUP = 'One lineup at a time.';
const LIGHT = `${ONE_LINEUP} A serial port goes after --light, e.g. --light /dev/ttyACM0.`;
const ONE_PORT = 'One port at a time.';

/** What to type instead, by command. */
const HINTS: Readonly<Record<string, string>> = {
  run: LIGHT,
  rehearse: ONE_LINEUP,
  demo: ONE_LINEUP,
  check: ONE_LINEUP,
  import: 'One export at a time.',
  load: 'A lineup and the port of the podium, e.g. claplight load lineup.csv /dev/ttyACM0.',
  rules: 'One set of rules at a time.',
  sessions: 'It lists all of them. For how one went: claplight report FOLDER.',
  rooms: 'The broker goes after --broker, the event after --event.',
  ports: 'It lists all of them. To test a podium on one: claplight doctor PORT.',
  doctor: ONE_PORT,
  flash: ONE_PORT,
  completion: 'One shell at a time: bash or zsh.',
};

/** What the parser says of a word too many, with what may have been meant. */
export function withHint(text: string): string {
  const command = /^error: too many arguments for '(\w+)'/.exec(text)?.[1];
  const hint = command === undefined ? undefined : HINTS[command];
  return hint === undefined
    ? text
    : `claplight ${command ?? ''}: there is one word too many. ${hint}\n`;
}
