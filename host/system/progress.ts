/** What is being waited for, on a terminal alone: one line, gone when it is over. */

/** Nobody wonders before this; in ms. */
const SHOWN_AFTER = 1000;
const DRAWN_EVERY = 500;
const CLEARED = '\r\u001b[K';

export interface Progress {
  /** How much of it is done, and of what, where that changes; without it the line tells the seconds. */
  at(done: number, of: number, doing?: string): void;
}

/** Where the line goes: not into a pipe that takes what the command prints. */
type Stream = Pick<NodeJS.WriteStream, 'isTTY' | 'write'> & { readonly columns?: number };

export interface ProgressOptions {
  readonly stream?: Stream;
  /** Shown before it begins: work that takes the thread leaves no moment for it later. */
  readonly atOnce?: boolean;
}

/** Some terminals say that they have no columns. */
const widthOf = ({ columns = 0 }: Stream): number => (columns > 0 ? columns : 80);

/** Runs `work` and shows `doing` with how far it is, from its second second on. */
export async function withProgress<T>(
  doing: string,
  work: (progress: Progress) => Promise<T>,
  { stream = process.stderr, atOnce = false }: ProgressOptions = {},
): Promise<T> {
  if (!stream.isTTY) return work({ at: () => undefined });
  const began = performance.now();
  let share: number | undefined;
  let what = doing;
  let drawn = 0;
  const draw = (): void => {
    const passed = performance.now() - began;
    if (passed < SHOWN_AFTER && !atOnce) return;
    const far =
      share === undefined ? `(${String(Math.floor(passed / 1000))} s)` : `${String(share)} %`;
    // A line that is wrapped would not be taken away again.
    const line = `${what} ${far}`.slice(0, widthOf(stream) - 1);
    stream.write(`${CLEARED}${line}`);
    drawn += 1;
  };
  if (atOnce) draw();
  const timer = setInterval(draw, DRAWN_EVERY);
  try {
    return await work({
      at: (done, of, doingNow = doing) => {
        const now = of > 0 ? Math.floor((100 * done) / of) : undefined;
        if (now === share && doingNow === what) return;
        share = now;
        what = doingNow;
        draw();
      },
    });
  } finally {
    clearInterval(timer);
    if (drawn > 0) stream.write(CLEARED);
  }
}
