/**
 * Lines wait here for the disk, so that nothing else does: order is kept, one call is under way at a time,
 * and what came meanwhile goes together in the next. A line that cannot be written waits until it can.
 */
import type { LineStore, Written } from './line-store.ts';
import { WaitingLines, WAITING_BYTES, type Keep } from './waiting-lines.ts';

/** While a disk takes nothing, it is tried again so often (ms). */
const RETRY = 1000;
/** A disk is slow when a line has waited for so many ms. */
const SLOW_AFTER = 1000;
/** In the end a disk is waited for so many ms. */
const END_AFTER = 10_000;

export class LineQueue {
  /** Something was mended, in words, but lines were lost; or the trouble is another one than before. */
  onChange: (mended?: string, lost?: boolean) => void = () => undefined;
  readonly #store: LineStore;
  readonly #waiting = new WaitingLines();
  /** The call that is under way. */
  #call: Promise<void> | undefined;
  #calling = false;
  #closed = false;
  readonly #asked: { readonly upTo: number; readonly resolve: () => void }[] = [];
  /** Why the disk takes nothing. */
  #failed: string | undefined;
  /** It takes lines again, but not all are there yet. */
  #mending = false;
  #slow = false;
  /** So many of the lost lines are told already, and written down. */
  #told = 0;
  #retrying: NodeJS.Timeout | undefined;
  #watching: NodeJS.Timeout | undefined;

  constructor(store: LineStore) {
    this.#store = store;
    store.onFailed = (why) => {
      this.#fails(why);
    };
  }

  /** What operators must be told, or undefined while all is well. */
  get trouble(): string | undefined {
    const gone = this.#waiting.lost - this.#told;
    const lost = gone === 0 ? '' : `. ${lostLines(gone)}`;
    if (this.#failed !== undefined)
      return `the journal cannot be written: ${this.#failed}. The light keeps going, and events wait to be recorded${lost}`;
    if (!this.#slow) return undefined;
    return `the disk is slow: presses work at once, but are confirmed late${lost}`;
  }

  /** `delay`: how long, in ms, the last line waited, or the oldest has waited so far: the longer. */
  measures(): { written: boolean; delay: number; waiting: number; lost: number } {
    const { oldest, waited, count: waiting, lost } = this.#waiting;
    const delay = Math.max(waited, oldest ? performance.now() - oldest.at : 0);
    return { written: this.trouble === undefined, delay, waiting, lost };
  }

  /** Takes a line with its end, but none after the end of the journal; `keep`: what it is worth where not all can wait. */
  append(line: string, keep?: Keep): void {
    if (this.#closed) return;
    const lost = this.#waiting.push(line, keep);
    if (!this.#store.together) this.#next();
    else if (!this.#calling)
      queueMicrotask(() => {
        if (this.#waiting.oldest) this.#next();
      });
    if (lost) this.onChange();
  }

  /**
   * Resolves when all lines up to now are the kernel's; while the disk takes nothing, which `trouble` says,
   * at once.
   */
  written(): Promise<void> {
    if (!this.#waiting.oldest || this.#failed !== undefined) return Promise.resolve();
    const upTo = this.#waiting.came;
    return new Promise((resolve) => {
      this.#asked.push({ upTo, resolve });
    });
  }

  /** Tries once more what waits, for ten seconds at most. Gives what the journal lacks, in words. */
  async close(): Promise<string | undefined> {
    clearTimeout(this.#retrying);
    const late = new Promise<'late'>((resolve) => {
      setTimeout(resolve, END_AFTER, 'late').unref();
    });
    let hangs = false;
    // What is under way, and then once more what it left.
    for (const again of [true, false]) {
      while (this.#call && !hangs) hangs = (await Promise.race([this.#call, late])) === 'late';
      if (again && this.#waiting.oldest) this.#next();
    }
    this.#closed = true;
    const closing = hangs ? 'late' : this.#store.close();
    const failed = closing instanceof Promise ? await Promise.race([closing, late]) : closing;
    clearTimeout(this.#watching);
    clearTimeout(this.#retrying);
    if (failed !== 'late') return this.trouble ?? (failed && `the journal is not safe: ${failed}`);
    this.#store.abandon();
    return `the disk did not take the end of the journal within ${String(END_AFTER / 1000)} seconds: ${String(this.#waiting.count)} lines may be missing`;
  }

  /** Hands over what waits, unless a call is under way: then what waits is next. */
  #next(): void {
    if (this.#calling || this.#closed) return;
    this.#calling = true;
    const result = this.#store.write(this.#waiting.take());
    if (!(result instanceof Promise)) {
      this.#done(result);
      return;
    }
    this.#call = result.then((written) => {
      this.#call = undefined;
      this.#done(written);
    });
    this.#watch();
  }

  #done({ count, failed, mended }: Written): void {
    this.#calling = false;
    this.#waiting.done(count);
    this.#release();
    for (const sentence of mended) this.onChange(sentence);
    if (failed !== undefined) {
      this.#fails(failed);
      return;
    }
    if (this.#failed !== undefined) this.#mending = true;
    this.#failed = undefined;
    if (this.#waiting.oldest) this.#next();
    else this.#allThere();
  }

  #allThere(): void {
    clearTimeout(this.#watching);
    const lost = this.#waiting.lost - this.#told;
    const changed = this.#mending || this.#slow || lost > 0;
    const again = this.#mending
      ? 'the journal works again: all that had waited is recorded'
      : undefined;
    this.#told = this.#waiting.lost;
    this.#mending = this.#slow = false;
    if (lost > 0) this.onChange(`the journal works again, but ${lostLines(lost)}`, true);
    else if (changed) this.onChange(again);
  }

  #fails(why: string): void {
    this.#retrying ??= setTimeout(() => {
      this.#retrying = undefined;
      if (this.#failed !== undefined) this.#next();
    }, RETRY).unref();
    clearTimeout(this.#watching);
    this.#slow = false;
    const before = this.#failed;
    this.#failed = why;
    this.#release();
    if (before !== why) this.onChange();
  }

  /** Tells whoever waits for lines that are written; or that cannot be, for now. */
  #release(): void {
    const { oldest } = this.#waiting;
    const upTo = oldest && this.#failed === undefined ? oldest.number : Infinity;
    while (this.#asked[0] && this.#asked[0].upTo < upTo) this.#asked.shift()?.resolve();
  }

  /** Says that the disk is slow once the oldest line has waited for so long. */
  #watch(): void {
    clearTimeout(this.#watching);
    const { oldest } = this.#waiting;
    if (!oldest || this.#slow || this.#failed !== undefined) return;
    const rest = Math.max(0, oldest.at + SLOW_AFTER - performance.now());
    this.#watching = setTimeout(() => {
      this.#slow = true;
      this.onChange();
    }, rest).unref();
  }
}

const lostLines = (count: number): string =>
  `${String(count)} of the lines that waited ${count === 1 ? 'is' : 'are'} lost: there were more than ${String(WAITING_BYTES / 1024 / 1024)} MiB of them`;
