/**
 * Standard output, standard error and the terminal behind them: whatever becomes of them stops no session.
 * A terminal that takes nothing (Ctrl-S, a hung ssh) would hold up the whole process, since Node's writes to
 * terminals wait on Linux; one that has gone would abort it when Node sets it back at the end.
 */
import { closeSync } from 'node:fs';
import { isatty } from 'node:tty';

/** Of the streams' own handle, which Node documents for nobody. Windows waits whatever one does. */
interface Unblockable {
  readonly _handle?: { setBlocking?: (on: boolean) => unknown } | null;
}

/** What people are told while a session runs. */
type Tell = (sentence: string) => void;

/** A stream that has taken nothing for so many ms is stuck; looked at so often. */
const STUCK_AFTER = 3000;
const LOOK_EVERY = 1000;
/** What waits for a reader who does not read, in bytes; lines beyond it are left out. */
const WAITING_MOST = 256 * 1024;

const REASONS: Readonly<Record<string, string>> = {
  EIO: 'the terminal has gone',
  ENOSPC: 'the disk is full',
  EDQUOT: 'the quota of the disk is used up',
};

const streams = (): readonly NodeJS.WriteStream[] => [process.stdout, process.stderr];

/** Who hears of a stream that fails; without anybody it fails the command. */
let telling: Tell | undefined;

/** Called once, before anything is written. */
export function guardStreams(): void {
  const terminals = [0, 1, 2].filter((fd) => isatty(fd));
  for (const stream of streams()) {
    if (stream.isTTY) (stream as Unblockable)._handle?.setBlocking?.(false);
    stream.on('error', failed);
  }
  process.on('exit', () => {
    for (const fd of terminals) if (!isatty(fd)) closeSync(fd);
  });
}

function failed(error: NodeJS.ErrnoException): void {
  // A pipe whose reader went away is no fault of anybody's.
  if (error.code === 'EPIPE') return;
  const why = REASONS[error.code ?? ''] ?? error.message;
  if (telling) {
    telling(`what is printed is lost: ${why}. The session goes on`);
  } else if (process.exitCode === undefined) {
    process.exitCode = 1;
    console.error(`claplight: the output could not be written: ${why}`);
  }
}

/**
 * From now on a session runs, which a stream that fails or sticks does not stop; `tell` gets a sentence about
 * it. Gives what is called in the end: after it the process ends even if somebody still doesn't read.
 */
export function outliveStreams(tell: Tell): () => void {
  const told = new Set<string>();
  telling = (sentence) => {
    if (told.has(sentence)) return;
    told.add(sentence);
    tell(sentence);
  };
  const watches = streams().map((stream) => watchStuck(stream, tell));
  return () => {
    telling = (): void => undefined;
    for (const watch of watches) clearInterval(watch);
    endUnread();
  };
}

function watchStuck(stream: NodeJS.WriteStream, tell: Tell): NodeJS.Timeout {
  let since: number | undefined;
  let stuck = false;
  return setInterval(() => {
    const now = performance.now();
    if (stream.writableLength === 0) {
      if (stuck) tell(`${nameOf(stream)} takes output again`);
      stuck = false;
      since = undefined;
      return;
    }
    since ??= now;
    if (stuck || now - since < STUCK_AFTER) return;
    stuck = true;
    tell(`${nameOf(stream)} is stuck: it takes no output${hintFor(stream)}. The session goes on`);
  }, LOOK_EVERY).unref();
}

const nameOf = (stream: NodeJS.WriteStream): string =>
  stream.isTTY ? "the computer's screen" : 'whoever reads the output';

const hintFor = (stream: NodeJS.WriteStream): string =>
  stream.isTTY ? ' (after Ctrl-S, press Ctrl-Q)' : '';

/**
 * Ends the process once nothing has been read for a while, whatever still waits to be written, on the disk too: after
 * it nothing is begun that somebody relies on.
 */
function endUnread(): void {
  const waiting = (): number => streams().reduce((sum, one) => sum + one.writableLength, 0);
  let before = waiting();
  setInterval(() => {
    const now = waiting();
    if (now >= before) process.exit();
    before = now;
  }, LOOK_EVERY).unref();
}

/** Where lines go that somebody may be slow to read. */
export type LineStream = NodeJS.WritableStream & { readonly writableLength?: number };

/** Writes lines, but leaves out those for which a reader who does not read has no room. */
export class BoundedLines {
  readonly #stream: LineStream;
  #leftOut = 0;

  constructor(stream: LineStream) {
    this.#stream = stream;
  }

  /** `gap` says how many lines were left out before this one. */
  write(line: string, gap?: (count: number) => string): void {
    const waiting = this.#stream.writableLength ?? 0;
    if (waiting + line.length > WAITING_MOST || (this.#leftOut > 0 && waiting > 0)) {
      this.#leftOut += 1;
      return;
    }
    if (this.#leftOut > 0 && gap) this.#stream.write(`${gap(this.#leftOut)}\n`);
    this.#leftOut = 0;
    this.#stream.write(`${line}\n`);
  }
}
