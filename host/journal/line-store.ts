/** Where the lines of a journal go: a file in this thread, or one in a thread of its own. */

/** What became of lines that were to be written. */
export interface Written {
  /** So many of them, from the first, are the kernel's. */
  readonly count: number;
  /** Why the others are not, in words. */
  readonly failed?: string | undefined;
  /** What was found broken and is mended, in sentences for operators. */
  readonly mended: readonly string[];
}

/** One call at a time. */
export interface LineStore {
  /** The disk did not keep what it had taken; why, in words. */
  onFailed: (why: string) => void;
  /** A call takes so long that it is put off until all that happens at once has its lines. */
  readonly together: boolean;
  /** Appends whole lines, each with its end; none of them only looks whether all is well. Never throws. */
  write(lines: readonly string[]): Written | Promise<Written>;
  /** Puts all on the disk and lets go of the file; gives why that failed. Never throws. */
  close(): (string | undefined) | Promise<string | undefined>;
  /** A call is not waited for any longer: the process must be able to end all the same. */
  abandon(): void;
}
