/**
 * The event stream: unlike EventSource it can carry a token, says why it failed, and leaves it to us when to
 * come back.
 */
import type { Sample } from './page-clock.ts';
import { pageSource } from './server-source.ts';
import { Denied } from './source.ts';

export interface StreamListener {
  /** The first event of a connection: a whole document. */
  first(session: object, sample: Omit<Sample, 'session'>): void;
  /** The keys that changed; none of them: look at the time again. */
  changed(keys: object): void;
  beat(rev: number): void;
  /** Refused for good: the token is wrong. */
  denied(): void;
}

/** Silent for so long, a connection is dead (a heartbeat comes every 2 s, to operators every second). */
export const SILENCE = 4_500;
/** A connection that broke may be back at once, and a computer without a network still reaches itself: waited for so long, in ms. */
const BROKEN = 500;
const NO_NETWORK = 1_300;
/** Waits before coming back, in ms; a thousand screens must not come back at once. */
const FIRST_WAIT = 200;
const LONGEST_WAIT = 3_000;

export class EventStream {
  /** When the last byte came, by the page's clock. */
  lastByte = -Infinity;
  /** From when on it is known that nothing comes, whatever the time since the last byte; Infinity while that is not known. */
  lostAt = Infinity;
  readonly #listener: StreamListener;
  readonly #headers: () => Record<string, string>;
  #gone = new AbortController();
  #failures = 0;
  #timer: number | undefined;

  constructor(listener: StreamListener, headers: () => Record<string, string>) {
    this.#listener = listener;
    this.#headers = headers;
    addEventListener('offline', () => {
      this.#lost(NO_NETWORK);
    });
  }

  /** Opens the stream, in place of the one that may be open. */
  open(): void {
    clearTimeout(this.#timer);
    this.#gone.abort();
    const gone = new AbortController();
    this.#gone = gone;
    this.#watch(gone);
    this.#read(gone)
      .catch((error: unknown) => {
        if (!(error instanceof Denied) || gone.signal.aborted) return;
        this.close();
        this.#listener.denied();
      })
      .finally(() => {
        if (gone.signal.aborted) return;
        this.#lost(BROKEN);
        this.#comeBack();
      });
  }

  /** Ends it; `open` begins again. */
  close(): void {
    clearTimeout(this.#timer);
    this.#gone.abort();
  }

  async #read(gone: AbortController): Promise<void> {
    const sent = performance.now();
    let first = true;
    for await (const events of pageSource().events(this.#headers(), gone.signal)) {
      if (gone.signal.aborted) return;
      this.lastByte = performance.now();
      this.lostAt = Infinity;
      this.#watch(gone);
      for (const data of events) {
        if (typeof data === 'number') this.#listener.beat(data);
        else if (typeof data === 'object' && data !== null) {
          if (first) this.#listener.first(data, { sent, received: this.lastByte });
          else this.#listener.changed(data);
          first = false;
          this.#failures = 0;
        }
      }
    }
  }

  /** Gives up on a connection that has gone silent. */
  #watch(gone: AbortController): void {
    clearTimeout(this.#timer);
    this.#timer = setTimeout(() => {
      gone.abort();
      this.#comeBack();
    }, SILENCE);
  }

  /** Unless a byte comes within so many ms. */
  #lost(wait: number): void {
    this.lostAt = Math.min(this.lostAt, performance.now() + wait);
  }

  #comeBack(): void {
    const wait = Math.min(LONGEST_WAIT, FIRST_WAIT * 2 ** this.#failures);
    this.#failures += 1;
    clearTimeout(this.#timer);
    this.#timer = setTimeout(
      () => {
        this.open();
      },
      wait * (0.5 + Math.random() / 2),
    );
  }
}
