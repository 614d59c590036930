/**
 * Lines on their way to the disk, in order. A disk that takes nothing may keep them here for hours, so
 * they are bounded: beyond it the oldest are given up, but what a session needs to go on is kept.
 */
import { sizeOf } from '../system/bytes.ts';

/** More than any session has: in number, and in bytes of text. */
export const WAITING_LINES = 50_000;
export const WAITING_BYTES = 8 * 1024 * 1024;
/** What is handed over at a time, in bytes; a longer line goes alone. */
const BATCH_BYTES = 1024 * 1024;

/** What a line is worth: `always` kept, or kept while it is the `newest` of those. */
export type Keep = 'always' | 'newest' | undefined;

interface Waiting {
  readonly text: string;
  readonly bytes: number;
  readonly keep: Keep;
  /** Of its coming: which one it was, from 1, and when, in ms of `performance.now()`. */
  readonly number: number;
  readonly at: number;
}

export class WaitingLines {
  /** So many came, and so many of them were given up, ever. */
  came = 0;
  lost = 0;
  /** How long the first of those that were written last had waited, in ms. */
  waited = 0;
  #lines: Waiting[] = [];
  #bytes = 0;
  /** So many of the first are being written: they are not given up. */
  #taken = 0;

  get count(): number {
    return this.#lines.length;
  }

  get oldest(): Pick<Waiting, 'number' | 'at'> | undefined {
    return this.#lines[0];
  }

  /** True where another line had to be given up for it, or it itself. */
  push(text: string, keep?: Keep): boolean {
    const bytes = sizeOf(text);
    this.came += 1;
    this.#lines.push({ text, bytes, keep, number: this.came, at: performance.now() });
    this.#bytes += bytes;
    const before = this.lost;
    while (this.#lines.length > WAITING_LINES || this.#bytes > WAITING_BYTES) {
      const index = this.#leastNeeded();
      if (index < 0) break;
      this.#bytes -= this.#lines[index]?.bytes ?? 0;
      this.#lines.splice(index, 1);
      this.lost += 1;
    }
    return this.lost > before;
  }

  /** The next to be written; they stay here until `done`. */
  take(): string[] {
    let bytes = 0;
    const end = this.#lines.findIndex((line) => (bytes += line.bytes) > BATCH_BYTES);
    this.#taken = end < 0 ? this.#lines.length : Math.max(1, end);
    return this.#lines.slice(0, this.#taken).map(({ text }) => text);
  }

  /** So many of those that were taken are written; the others wait on. */
  done(count: number): void {
    this.#taken = 0;
    const [first] = this.#lines;
    if (first && count > 0) this.waited = performance.now() - first.at;
    for (const { bytes } of this.#lines.splice(0, count)) this.#bytes -= bytes;
  }

  #leastNeeded(): number {
    const newest = this.#lines.findLastIndex(({ keep }) => keep === 'newest');
    return this.#lines.findIndex(
      ({ keep }, i) =>
        i >= this.#taken && keep !== 'always' && (keep === undefined || i !== newest),
    );
  }
}
