/** Sees to it that the terminal is given back however the program ends. */

const SIGNALS = ['SIGINT', 'SIGTERM', 'SIGHUP'] as const;

export interface Guarded {
  /** Gives the terminal back; may be called more than once. */
  readonly give: () => void;
  /** The process goes on after it was stopped: somebody else has had the terminal. */
  readonly resumed: () => void;
  /** Ends in order after a signal; without it the signal ends the process. */
  readonly end: ((signal: NodeJS.Signals) => void) | undefined;
}

/** Guards until the function that it gives is called. */
export function guard({ give, resumed, end }: Guarded): () => void {
  const signalled = (signal: NodeJS.Signals): void => {
    give();
    // A second signal finds nobody listening, and ends the process.
    release();
    if (end) end(signal);
    else process.kill(process.pid, signal);
  };
  const release = (): void => {
    for (const signal of SIGNALS) process.removeListener(signal, signalled);
    process.removeListener('SIGCONT', resumed);
    process.removeListener('exit', give);
    process.removeListener('uncaughtExceptionMonitor', give);
  };
  for (const signal of SIGNALS) process.on(signal, signalled);
  process.on('SIGCONT', resumed);
  process.on('exit', give);
  // Before the trace is printed, which would be lost with the alternate screen.
  process.on('uncaughtExceptionMonitor', give);
  return release;
}
